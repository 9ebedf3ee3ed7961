import Glibc
import Publishing
import PublishingFaults

// PublishProbe OUTPUT WORD CALL [KEEP]
// Publishes a sample run and kills itself before a system call. Ends with 0 if it got through.
let arguments = CommandLine.arguments
guard arguments.count >= 4, let call = Int(arguments[3]) else { exit(64) }

let files = InterceptedFileSystem { (seen) throws(SystemError) in
  if seen.number == call && seen.moment == .before { kill(getpid(), SIGKILL) }
}
do {
  try SampleRun(arguments[2])
    .publish(to: arguments[1], files, keep: arguments.count > 4 ? Int(arguments[4]) : nil)
} catch {
  exit(2)
}
