import Archive

/// Reads a workbook that is a zip archive of XML documents: `.xlsx` and `.ods`.
///
/// Hidden sheets and rows are read like the others: what stands in a file counts.
public enum WorkbookPackage {
  /// Shows the worksheets of the workbook to a consumer, in their order.
  ///
  /// What the consumer has taken counts only if this does not throw.
  public static func read(
    _ bytes: any ArchiveBytes, into consumer: inout some SpreadsheetConsumer
  ) throws(PackageFault) -> PackageForm {
    let parts = PackageParts(try archive(bytes))
    if parts.has(Relationships.root) {
      try OfficeOpenWorkbook(parts).read(into: &consumer)
      return .officeOpen
    }
    guard parts.has(OpenDocumentWorkbook.content) else { throw PackageFault(.notAWorkbook) }
    try OpenDocumentWorkbook(parts).read(into: &consumer)
    return .openDocument
  }

  private static func archive(_ bytes: any ArchiveBytes) throws(PackageFault) -> ZipArchive {
    do throws(ArchiveFault) {
      return try ZipArchive(bytes)
    } catch {
      throw PackageFault(.archive(error))
    }
  }
}
