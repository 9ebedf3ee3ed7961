import Delimited
import Publishing
import TemplateEngine

/// A CSV table of a published run, read back by the names of its columns.
struct PublishedTable {
  /// Why it can't be read, a sentence in Spanish.
  struct Fault: Error {
    let reason: String
  }

  /// The named columns of every row, in the order named.
  let rows: [[String]]

  /// Reads `name`.csv of `run`; throws where the run lacks it, it changed since, or a column is
  /// missing.
  init(_ name: String, of run: PublishedRun, columns: [String]) throws(Fault) {
    let path = "csv/\(name).csv"
    let bytes: [UInt8]
    do throws(RunFault) {
      bytes = try run.document(path)
    } catch {
      throw Fault(reason: error.problem.message)
    }
    let arguments = run.manifest.description.arguments
    let place = arguments.firstIndex(of: "--csv-dialect").map { $0 + 1 }
    let name = place.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
    guard let dialect = CSVDialect.all.first(where: { $0.name == name }) else {
      throw Fault(reason: "su manifiesto no dice en qué dialecto están los CSV.")
    }
    rows = try PublishedTable.rows(of: bytes, dialect.separator, columns, path)
  }

  private static func rows(
    of bytes: [UInt8], _ separator: UInt8, _ columns: [String], _ path: String
  ) throws(Fault) -> [[String]] {
    let block = Block(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
    var tokenizer = DelimitedTokenizer(block, separator: [separator])
    var places: [Int]?
    var rows: [[String]] = []
    while try next(&tokenizer, path) {
      let fields = tokenizer.record.fields
      if let places {
        guard let last = places.max(), last < fields.count else {
          throw Fault(reason: "en «\(path)» hay una fila con menos columnas que el encabezado.")
        }
        rows.append(places.map { text(of: fields[$0], in: block) })
      } else {
        let header = fields.map { text(of: $0, in: block) }
        places = try columns.map { (column) throws(Fault) in
          guard let place = header.firstIndex(of: column) else {
            throw Fault(reason: "a «\(path)» le falta la columna «\(column)».")
          }
          return place
        }
      }
    }
    return rows
  }

  private static func next(
    _ tokenizer: inout DelimitedTokenizer, _ path: String
  ) throws(Fault) -> Bool {
    do {
      return try tokenizer.next()
    } catch {
      throw Fault(reason: "«\(path)» no se puede leer como CSV.")
    }
  }

  /// The field's value without the mark that keeps Excel from taking a text for a formula.
  private static func text(of field: Delimited.Field, in block: Block) -> String {
    let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
    let text =
      field.needsUnquoting
      ? String(decoding: Unquoting.value(of: bytes), as: UTF8.self)
      : String(decoding: bytes, as: UTF8.self)
    guard text.utf8.first == UInt8(ascii: "'"), let next = text.utf8.dropFirst().first,
      guarded.contains(next)
    else { return text }
    return String(text.dropFirst())
  }

  private static let guarded: Set<UInt8> = Set("=+-@\t\r".utf8)
}
