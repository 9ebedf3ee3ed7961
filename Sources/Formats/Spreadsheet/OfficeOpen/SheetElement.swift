import XMLStream

/// The elements of a sheet on the way to a value.
enum SheetElement {
  case worksheet, data, row, cell, value, formula, inline, run, text

  /// The element of a name inside another; `nil` where it leads to no value.
  @inline(__always)
  init?(_ name: XMLName, in parent: SheetElement?) {
    switch parent {
    case .row where name.isSheetML("c"): self = .cell
    case .cell where name.isSheetML("v"): self = .value
    case .cell where name.isSheetML("f"): self = .formula
    case .cell where name.isSheetML("is"): self = .inline
    case .data where name.isSheetML("row"): self = .row
    case .inline where name.isSheetML("t"), .run where name.isSheetML("t"): self = .text
    case .inline where name.isSheetML("r"): self = .run
    case .worksheet where name.isSheetML("sheetData"): self = .data
    case nil where name.isSheetML("worksheet"): self = .worksheet
    default: return nil
    }
  }
}

/// What a cell says of its value.
struct CellContent {
  /// How `v` is to be understood (ECMA-376 part 1, §18.18.11).
  enum Kind {
    case number, shared, text, boolean, error, date

    init(_ type: UnsafeRawBufferPointer) {
      if type.equals("s") {
        self = .shared
      } else if type.equals("n") {
        self = .number
      } else if type.equals("b") {
        self = .boolean
      } else if type.equals("e") {
        self = .error
      } else if type.equals("d") {
        self = .date
      } else {
        self = .text
      }
    }
  }

  var type = Kind.number
  var style = 0
  var formula: [UInt8]?
}

extension XMLElement {
  /// A place that must rise: `attribute`, or `next` where it is absent.
  func place(
    _ attribute: StaticString, after last: Int, or next: Int
  ) throws(XMLRefusal) -> Int {
    guard let value = plainAttribute(attribute) else { return next }
    guard let place = Digits.number(value), place > last else { throw invalid(attribute) }
    return place
  }

  func invalid(_ attribute: StaticString) -> XMLRefusal {
    let fault = XMLStructureFault.invalidAttribute("\(attribute)", element: name.string)
    return XMLRefusal(.structure(fault), line: line)
  }
}
