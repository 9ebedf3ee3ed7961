import Foundation
import Testing

@testable import Reading

/// Files that end too early, at every one of their bytes.
@Suite struct TruncationTests {
  private static let cases = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Golden/Cases").standardizedFileURL

  private func content(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: TruncationTests.cases.appendingPathComponent(name)))
  }

  /// Of a table every record before the cut stands as it did in the whole, and blocks agree.
  @Test(arguments: [
    "quotes-and-lines/input/rg300.csv", "csv-forms/input/latin.csv", "csv-forms/input/sep.csv",
    "csv-forms/input/bom.csv", "csv-forms/input/u16be.tsv", "csv-forms/input/u16le.txt",
  ]) func tables(name: String) throws {
    let bytes = try content(name)
    let whole = try Readings.read(bytes)
    #expect(!whole.records.isEmpty)
    for length in bytes.indices {
      let cut = Array(bytes.prefix(length))
      let readout = try Readings.read(cut)
      #expect(readout == (try Readings.read(cut, blockSize: 64)), "\(name) cut at \(length)")
      // The last one may be half a record, and half a character makes another encoding of it all.
      guard readout.encoding == whole.encoding else { continue }
      let sound = Set(readout.records.dropLast())
      #expect(sound.isSubset(of: whole.records), "\(name) cut at \(length)")
    }
  }

  /// A document that is not whole gives nothing at all.
  @Test(arguments: [
    "flat-xml/input/pam.xml", "flat-xml/input/u16.xml", "nested-xml/input/r.xml",
    "spreadsheet-header-and-faults/input/row20.xml",
  ]) func documents(name: String) throws {
    let whole = try content(name)
    let end = try #require(whole.lastIndex(of: UInt8(ascii: ">")))
    for length in 0...end {
      try expectNothing(Array(whole.prefix(length)), "\(name) cut at \(length)")
    }
  }

  /// Of an archive, whose directory stands at its end, nothing is taken, or all of it.
  ///
  /// Only the length of the comment behind the directory may be missing. Cut at every byte of the
  /// directory, and at some of those before.
  @Test(arguments: ["rutas.xlsx", "control.ods"]) func packages(name: String) throws {
    let bytes = try content("packaged-workbooks/input/" + name)
    let whole = try Readings.read(bytes)
    #expect(!whole.records.isEmpty)
    let directory = bytes.count - 400..<bytes.count
    for length in Array(stride(from: 0, to: bytes.count, by: 13)) + directory {
      let cut = Array(bytes.prefix(length))
      if length + 4 > bytes.count, try Readings.read(cut) == whole { continue }
      try expectNothing(cut, "\(name) cut at \(length)")
    }
  }

  private func expectNothing(_ bytes: [UInt8], _ comment: Comment) throws {
    let readout = try Readings.read(bytes)
    #expect(!readout.fileFindings.isEmpty, comment)
    #expect(readout.records.isEmpty && readout.rejects.isEmpty && readout.findings.isEmpty, comment)
  }
}
