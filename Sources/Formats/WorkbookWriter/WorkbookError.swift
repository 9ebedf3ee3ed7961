/// Why a workbook can't be written; carries data only.
public enum WorkbookError: Error, Equatable, Sendable {
  /// A file can't be made or read.
  case system(errno: Int32)
  /// The library's own words, in English.
  case library(String)
  /// The finished workbook is not what was handed over: the part of its archive that differs.
  case differs(part: String)
}
