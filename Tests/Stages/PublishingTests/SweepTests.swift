import Glibc
import Publishing
import PublishingFaults
import Testing

@Suite struct SweepTests {
  private let output: TestOutput
  private let sample = SampleRun("a")

  init() throws {
    output = try TestOutput()
    try sample.publish(to: output.path)
  }

  @Test func leftoversGoAndOthersStay() throws {
    let left = output.period + "/.staging-2025-11-30-0000000000000000"
    mkdir(left, 0o755)
    mkdir(left + "/csv", 0o755)
    try output.write("x", to: left + "/csv/x")
    symlink(output.place(of: sample), left + "/csv/enlace")
    symlink("x", output.period + "/.current-x")
    mkdir(output.period + "/.removed-x", 0o755)
    mkdir(output.period + "/notas", 0o755)
    mkdir(output.path + "/2024", 0o755)
    mkdir(output.path + "/2024/.staging-x", 0o755)
    mkdir(output.path + "/copias", 0o755)
    mkdir(output.path + "/copias/.staging-x", 0o755)
    _ = try Publisher(output: output.path, period: 2025)
    #expect(output.names(in: output.period) == [sample.run.description, "current", "notas"])
    #expect(output.names(in: output.path + "/2024") == [])
    #expect(output.names(in: output.path + "/copias") == [".staging-x"])
    #expect(verify(run: output.current) == [])
  }

  @Test func aNameThatIsNotUTF8IsRemovedToo() throws {
    let left = output.period + "/.staging-x"
    mkdir(left, 0o755)
    let name = left.utf8CString.dropLast() + [0x2f, CChar(bitPattern: 0xf1), 0]
    close(open(Array(name), O_CREAT | O_WRONLY, 0o644))
    _ = try Publisher(output: output.path, period: 2025)
    #expect(output.names(in: output.period) == [sample.run.description, "current"])
  }
}
