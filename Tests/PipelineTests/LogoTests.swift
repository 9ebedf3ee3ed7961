import Foundation
import Testing

@testable import Pipeline

/// The entity's picture and colour, which stand in every page.
@Suite struct LogoTests {
  private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

  private static func settings(_ content: Data?) throws -> Settings {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pmi-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try content?.write(to: folder.appending(path: "logo.png"))
    var configuration = Configuration()
    configuration.entity.logo = "logo.png"
    return try Settings(configuration, folder: folder.path)
  }

  @Test func aPictureIsRead() throws {
    #expect(try Self.settings(Self.png).logo?.sha256.count == 64)
    #expect(try Settings(Configuration(), folder: ".").logo == nil)
  }

  @Test func twoPicturesAreNotTheSame() throws {
    let one = try Self.settings(Self.png + Data([1])).logo
    let other = try Self.settings(Self.png + Data([2])).logo
    #expect(one?.sha256 != other?.sha256 && one?.image != other?.image)
  }

  @Test(arguments: [
    (nil, "No se pudo leer el logo"), (Data("<svg/>".utf8), "no es PNG ni JPEG"),
    (Data(), "no es PNG ni JPEG"), (png + Data(count: Logo.longest), "El logo pesa 65544 bytes"),
  ]) func whatIsNoPictureIsRefused(content: Data?, message: String) {
    let error = #expect(throws: ConfigurationError.self) { try Self.settings(content) }
    #expect(error?.message.contains(message) == true)
    #expect(error?.message.contains("Se esper") == true || message.contains("PNG"))
    #expect(error?.file.hasSuffix("/logo.png") == true)
  }

  @Test func theLongestPictureIsRead() throws {
    let content = Self.png + Data(count: Logo.longest - Self.png.count)
    #expect(try Self.settings(content).logo != nil)
  }

  /// 4.5 to 1 is between #767676 and #777777.
  @Test(arguments: [
    ("#767676", true), ("#777777", false), ("#000", true), ("#fff", false), ("#0b4f8a", true),
    ("#1F4E79", true), ("#ff0", false),
  ]) func whiteMustBeReadOnTheColour(color: String, isReadable: Bool) {
    #expect(ReadableColor.carriesWhite(color) == isReadable)
  }
}
