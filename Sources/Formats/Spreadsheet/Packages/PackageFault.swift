import Archive
import XMLStream

/// Why a packaged workbook is refused whole, and where in it.
public struct PackageFault: Error, Equatable, Sendable {
  public enum Reason: Equatable, Sendable {
    case archive(ArchiveFault)
    case document(XMLRefusal.Reason)
    /// A sound archive that holds something else than sheets.
    case notAWorkbook
    /// The workbook asks for a password.
    case encrypted
    /// The workbook names a part that the archive lacks.
    case missingPart
  }

  public let reason: Reason
  /// The part of the archive; empty where no single one is meant.
  public let part: String
  /// 1-based, in the last worksheet that the consumer was told of; 0 where no row is meant.
  public let row: Int

  init(_ reason: Reason, part: String = "", row: Int = 0) {
    self.reason = reason
    self.part = part
    self.row = row
  }
}

/// The forms in which a workbook is packaged.
public enum PackageForm: Sendable {
  /// Office Open XML, `.xlsx`, transitional or strict.
  case officeOpen
  /// OpenDocument, `.ods`.
  case openDocument
}
