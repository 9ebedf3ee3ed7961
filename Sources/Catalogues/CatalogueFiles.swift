import Delimited
import Model

/// Why a catalogue's file can't be used.
package struct CatalogueError: Error, Equatable {
  package enum Fault: Equatable, Sendable {
    case missingColumn(String)
    case unreadable
    case badRow(String)
  }

  /// 1-based line of the file; 0 where it concerns the whole of it.
  package let line: Int
  package let fault: Fault
}

/// Reads the catalogue files: UTF-8, comma, a header row.
package enum CatalogueFiles {
  /// The gestiones, processes and components of all editions, with further spellings of them.
  package static func catalogue(
    components: [UInt8], aliases: [UInt8]
  ) throws(CatalogueError) -> Catalogue {
    var catalogue = Catalogue()
    let columns = [
      "edition", "area_code", "area", "process_code", "process", "component_code", "component",
    ]
    for (line, row) in try rows(of: components, columns: columns) {
      guard let year = Int(row[0]) else {
        throw CatalogueError(line: line, fault: .badRow(row[0]))
      }
      if let wrong = [row[1], row[3], row[5]].first(where: { !isCode($0) }) {
        throw CatalogueError(line: line, fault: .badRow(wrong))
      }
      let isNew = catalogue.add(
        edition: Edition(year: year), area: row[1], areaName: row[2], process: row[3],
        processName: row[4], component: row[5], name: row[6])
      guard isNew else { throw CatalogueError(line: line, fault: .badRow(row[5])) }
    }
    for (line, row) in try rows(of: aliases, columns: ["code", "level", "alias_seen_in_use"])
    where row[1] == "component" {
      guard catalogue.addAlias(row[2], of: row[0]) else {
        throw CatalogueError(line: line, fault: .badRow(row[0]))
      }
    }
    return catalogue
  }

  /// Whether a text can be a code: letters and digits of ASCII, `.`, `_` and `-`, since codes are also
  /// anchors of pages.
  private static func isCode(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
      }
  }

  package static func municipalities(_ file: [UInt8]) throws(CatalogueError) -> Municipalities {
    var all: [Municipalities.Municipality] = []
    let columns = ["divipola", "name", "certified_in_education", "province_2019"]
    for (line, row) in try rows(of: file, columns: columns) {
      guard row[0].utf8.count == 5, let number = UInt32(row[0]) else {
        throw CatalogueError(line: line, fault: .badRow(row[0]))
      }
      all.append(
        Municipalities.Municipality(
          code: MunicipalityCode(number: number), name: row[1], isCertified: row[2] == "yes",
          province: row[3]))
    }
    return Municipalities(all)
  }

  /// The territorial entities certified in education.
  package static func entities(_ file: [UInt8]) throws(CatalogueError) -> TerritorialEntities {
    var all: [TerritorialEntity] = []
    var codes: Set<EntityCode> = []
    for (line, row) in try rows(of: file, columns: ["code", "name", "department"]) {
      guard let code = EntityCode(text: row[0]), codes.insert(code).inserted else {
        throw CatalogueError(line: line, fault: .badRow(row[0]))
      }
      all.append(
        TerritorialEntity(
          code: code, name: row[1], kind: row[0].utf8.count == 2 ? .department : .municipality,
          department: row[2]))
    }
    return TerritorialEntities(all)
  }

  /// Other names of columns, as pairs of alias and column.
  package static func columnAliases(
    _ file: [UInt8]
  ) throws(CatalogueError) -> [(alias: String, column: String)] {
    try rows(of: file, columns: ["alias", "column"]).map { ($0.row[0], $0.row[1]) }
  }

  /// The named columns of every row, with the row's line.
  private static func rows(
    of file: [UInt8], columns: [String]
  ) throws(CatalogueError) -> [(line: Int, row: [String])] {
    let block = Block(file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file[...])
    var tokenizer = DelimitedTokenizer(block, separator: [0x2C])
    var places: [Int]?
    var rows: [(line: Int, row: [String])] = []
    while try next(&tokenizer) {
      let line = tokenizer.lines - tokenizer.record.lineEnds + 1
      let fields = tokenizer.record.fields.map { text(of: $0, in: block) }
      if let places {
        guard fields != [""] else { continue }
        guard let last = places.max(), last < fields.count else {
          throw CatalogueError(line: line, fault: .badRow(fields.first ?? ""))
        }
        rows.append((line, places.map { fields[$0] }))
      } else {
        places = try columns.map { (name) throws(CatalogueError) in
          guard let place = fields.firstIndex(of: name) else {
            throw CatalogueError(line: 1, fault: .missingColumn(name))
          }
          return place
        }
      }
    }
    return rows
  }

  private static func next(
    _ tokenizer: inout DelimitedTokenizer
  ) throws(CatalogueError) -> Bool {
    do {
      return try tokenizer.next()
    } catch {
      throw CatalogueError(line: error.line + 1, fault: .unreadable)
    }
  }

  private static func text(of field: Field, in block: Block) -> String {
    let bytes = block[TextSpan(start: Int(field.start), count: Int(field.count))]
    if field.needsUnquoting {
      return String(decoding: Unquoting.value(of: bytes), as: UTF8.self)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
