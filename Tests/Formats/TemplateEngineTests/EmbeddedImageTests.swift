import Testing

@testable import TemplateEngine

@Suite struct EmbeddedImageTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func page(_ image: Value) throws -> String {
    try rendered(
      "<img src=\"{{x}}\" alt=\"\">", Shape([Field("x", .image, "")]), Record([image]))
  }

  @Test(arguments: [
    ([], "iVBORw0KGgo="), ([0x00], "iVBORw0KGgoA"), ([0xFF, 0xFE], "iVBORw0KGgr//g=="),
  ]) func aPNGIsAnAddress(rest: [UInt8], base64: String) throws {
    let image = try #require(EmbeddedImage(Self.png + rest))
    #expect(
      try Self.page(.image(image)) == "<img src=\"data:image/png;base64,\(base64)\" alt=\"\">")
  }

  @Test func aJPEGIsAnAddress() throws {
    let image = try #require(EmbeddedImage([0xFF, 0xD8, 0xFF, 0xE0]))
    #expect(try Self.page(.image(image)).contains("src=\"data:image/jpeg;base64,/9j/4A==\""))
  }

  @Test(arguments: ["<svg onload=\"alert(1)\"/>", "", "GIF89a", "\u{89}PNG"])
  func nothingElseIsAnImage(text: String) {
    #expect(EmbeddedImage(Array(text.utf8)) == nil)
  }

  @Test func noImageIsAnEmptySource() throws {
    #expect(try Self.page(.absent) == "<img src=\"\" alt=\"\">")
    #expect(throws: TemplateError.self) { try Self.page(.text("data:text/html,x")) }
  }
}
