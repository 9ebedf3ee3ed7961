import Foundation
import TestSupport
import Testing

@testable import Delimited

/// What Python's `csv` reads in random tables (`Tests/Fuzz/csv_tables.py`), the tokenizer reads too.
@Suite struct PythonTests {
  struct Table: Decodable {
    let text: String
    let separator: String
    let closed: Bool
    let records: [[String]]
  }

  /// Those kept in the repository, or the ones that `PMI_CSV_TABLES` names (`Tests/Fuzz/against-python`).
  private func tables() throws -> [Table] {
    let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/python-csv.jsonl")
    let named = ProcessInfo.processInfo.environment["PMI_CSV_TABLES"]
    let data = try Data(contentsOf: named.map { URL(fileURLWithPath: $0) } ?? kept)
    return try data.split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(Table.self, from: $0) }
  }

  @Test func theSameRecords() throws {
    let tables = try tables()
    #expect(tables.count >= 400)
    for table in tables {
      let records = records(of: table.text, separator: table.separator)
      // Python gives an empty line no field, and an open quote all that follows.
      let expected = table.closed ? table.records.map { $0.isEmpty ? [""] : $0 } : nil
      #expect(
        records?.map { $0.map { Array($0.utf8) } } == expected?.map { $0.map { Array($0.utf8) } },
        "\(table.separator.debugDescription) \(table.text.debugDescription)")
    }
  }

  /// `nil` where a quote never closes.
  private func records(of text: String, separator: String) -> [[String]]? {
    let block = Block(Array(text.utf8))
    var tokenizer = DelimitedTokenizer(block, separator: Array(separator.utf8))
    var records: [[String]] = []
    do throws(DelimitedFault) {
      while try tokenizer.next() {
        records.append(
          tokenizer.record.fields.map { field in
            let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
            let value = field.needsUnquoting ? Unquoting.value(of: bytes) : Array(bytes)
            return String(decoding: value, as: UTF8.self)
          })
      }
    } catch {
      return nil
    }
    return records
  }
}
