internal import CXlsxWriter
import Glibc
import Spool

/// Writes a workbook of Office Open XML row by row; the same calls give the same bytes.
///
/// Rows are set aside on disk as they come, so memory does not grow with them. Not shared between
/// threads. `close` or `finish` must be called once, at the end.
public final class WorkbookWriter {
  /// What a worksheet can hold.
  public static let greatestRows = 1_048_576

  /// The widest column, in characters; a longer text goes on in the cell beside it or below.
  private static let greatestWidth = 60

  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let file: NamelessFile
  private let formats: CellFormats
  private let rowsOfSheet: Int
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var table: SheetTable?
  /// How many worksheets the table has filled.
  private var continuations = 0
  private var nextRow: UInt32 = 0
  private var widths: [Int] = []
  private var sheetGiven = ExpectedSheet("")
  /// What the finished file has to hold.
  private(set) var given = WorkbookCheck()
  private var isFinished = false

  /// A writer that sets aside in `folder` what it can't hold.
  ///
  /// `created` is the day that the workbook bears; `rowsOfSheet` is smaller in tests only.
  public init(
    in folder: String, title: String, created: SheetDay,
    rowsOfSheet: Int = WorkbookWriter.greatestRows
  ) throws(WorkbookError) {
    self.rowsOfSheet = rowsOfSheet
    do throws(SpoolError) {
      file = try NamelessFile(in: folder)
    } catch {
      throw .system(errno: error.errno)
    }
    let path = "/proc/self/fd/\(file.descriptor)"
    let made = folder.withCString { folder in
      var options = lxw_workbook_options(
        constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: folder), use_zip64: 1)
      return workbook_new_opt(path, &options)
    }
    guard let made else { throw .library("workbook_new") }
    workbook = made
    formats = CellFormats(made)
    describe(title: title, created: created)
  }

  deinit {
    if !isFinished { lxw_workbook_free(workbook) }
  }

  private func describe(title: String, created: SheetDay) {
    title.withCString { title in
      "pmi".withCString { author in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        properties.created = created.secondsSince1970
        workbook_set_properties(workbook, &properties)
      }
    }
  }

  // MARK: - Tables

  /// Begins a table on a worksheet of its own, and ends the one before it.
  ///
  /// Where its rows are more than a worksheet holds, others of the same name with `(2)`, `(3)`… follow.
  public func begin(_ table: SheetTable) throws(WorkbookError) {
    try endSheet()
    self.table = table
    continuations = 0
    try beginSheet()
  }

  /// Adds a row to the table; a value for each of its columns.
  public func add(_ values: [SheetValue]) throws(WorkbookError) {
    if Int(nextRow) == rowsOfSheet {
      try endSheet()
      continuations += 1
      try beginSheet()
    }
    if table?.wrapsText == true { try makeRoom(for: values) }
    for (column, value) in values.enumerated() { try write(value, at: column) }
    nextRow += 1
  }

  /// Makes the row as high as its longest text is, since not every program does so by itself.
  private func makeRoom(for values: [SheetValue]) throws(WorkbookError) {
    let lines = values.map { value in
      if case .text(let text) = value { return text.count / WorkbookWriter.greatestWidth + 1 }
      return 1
    }
    let height = 15 * Double(min(lines.max() ?? 1, 27))
    try check(worksheet_set_row(sheet, nextRow, height, nil))
  }

  /// Ends the workbook, whose file is to be checked before it is handed out.
  public func close() throws(WorkbookError) -> ClosedWorkbook {
    try endSheet()
    // Frees the workbook, whatever it answers.
    isFinished = true
    try check(workbook_close(workbook))
    return ClosedWorkbook(file: file, given: given)
  }

  /// Ends the workbook, reads it back, and hands out its bytes in pieces, valid during the call only.
  public func finish<Failure: Error>(
    _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws {
    try close().read(take) { count, work in
      for place in 0..<count { work(place) }
    }
  }

  // MARK: - Worksheets

  private func beginSheet() throws(WorkbookError) {
    guard let table else { return }
    let name = continuations == 0 ? table.name : "\(table.name) (\(continuations + 1))"
    guard let sheet = workbook_add_worksheet(workbook, name) else {
      throw .library("workbook_add_worksheet \(name)")
    }
    self.sheet = sheet
    sheetGiven = ExpectedSheet(name)
    widths = table.columns.map { $0.name.count + 4 }
    for (column, declared) in table.columns.enumerated() {
      let place = UInt16(column)
      try check(worksheet_write_string(sheet, 0, place, declared.name, formats.header))
      sheetGiven.cells.add(declared.name, at: CellPlace(row: 0, column: column))
      guard !declared.note.isEmpty else { continue }
      var options = lxw_comment_options()
      options.width = 320
      options.height = 96
      try check(worksheet_write_comment_opt(sheet, 0, place, declared.note, &options))
      sheetGiven.notes.add(declared.note, at: CellPlace(row: 0, column: column))
      sheetGiven.shapes.add()
    }
    worksheet_freeze_panes(sheet, 1, 0)
    // On paper: as wide as the sheet, the header on every page.
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    try check(worksheet_repeat_rows(sheet, 0, 0))
    nextRow = 1
  }

  private func endSheet() throws(WorkbookError) {
    guard let sheet, let table else { return }
    if !table.columns.isEmpty {
      let last = UInt16(table.columns.count - 1)
      try check(worksheet_autofilter(sheet, 0, 0, nextRow - 1, last))
    }
    for (column, width) in widths.enumerated() {
      let place = UInt16(column)
      try check(
        worksheet_set_column(
          sheet, place, place, Double(min(max(width, 9), WorkbookWriter.greatestWidth)), nil))
    }
    given.add(sheetGiven)
    self.sheet = nil
  }

  private func write(_ value: SheetValue, at column: Int) throws(WorkbookError) {
    switch value {
    case .empty: break
    case .text(let text):
      widths[column] = max(widths[column], min(text.utf8.count, WorkbookWriter.greatestWidth))
      try write(text: SheetText.writable(text), at: column)
    case .integer(let number): try write(Double(number), at: column, formats.integer)
    case .decimal(let hundredths):
      try write(Double(hundredths) / 100, at: column, formats.decimal)
    case .date(let day):
      widths[column] = max(widths[column], 12)
      try write(Double(day.serial), at: column, formats.date)
    }
  }

  private func write(text: String, at column: Int) throws(WorkbookError) {
    let format = table?.wrapsText == true ? formats.wrapped : formats.text
    try check(worksheet_write_string(sheet, nextRow, UInt16(column), text, format))
    sheetGiven.cells.add(text, at: CellPlace(row: Int(nextRow), column: column))
  }

  private func write(
    _ number: Double, at column: Int, _ format: UnsafeMutablePointer<lxw_format>?
  ) throws(WorkbookError) {
    try check(worksheet_write_number(sheet, nextRow, UInt16(column), number, format))
    sheetGiven.cells.add(number, at: CellPlace(row: Int(nextRow), column: column))
  }

  private func check(_ result: lxw_error) throws(WorkbookError) {
    guard result != LXW_NO_ERROR else { return }
    throw .library(lxw_strerror(result).map { String(cString: $0) } ?? "\(result.rawValue)")
  }
}

/// How the cells of each type look.
private struct CellFormats {
  let header: UnsafeMutablePointer<lxw_format>?
  let text: UnsafeMutablePointer<lxw_format>?
  let wrapped: UnsafeMutablePointer<lxw_format>?
  let integer: UnsafeMutablePointer<lxw_format>?
  let decimal: UnsafeMutablePointer<lxw_format>?
  let date: UnsafeMutablePointer<lxw_format>?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func format(_ code: String) -> UnsafeMutablePointer<lxw_format>? {
      let format = workbook_add_format(workbook)
      format_set_num_format(format, code)
      return format
    }
    header = format("@")
    format_set_bold(header)
    format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_bg_color(header, 0xDCE6F1)
    // Text stays text even where somebody edits the cell.
    text = format("@")
    wrapped = format("@")
    format_set_text_wrap(wrapped)
    format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    integer = format("0")
    decimal = format("#,##0.00")
    date = format("dd/mm/yyyy")
  }
}
