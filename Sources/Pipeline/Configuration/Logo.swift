import Digest
import Foundation
import TemplateEngine

/// The picture that a configuration names, read.
struct Logo: Sendable {
  /// It stands in every page, so that each can be sent by itself.
  static let longest = 65_536

  let image: EmbeddedImage
  let sha256: String

  /// Throws for what is no PNG or JPEG file of that size, which a page can hold without danger.
  init(_ path: String, folder: String) throws(ConfigurationError) {
    let full = path.hasPrefix("/") ? path : folder + "/" + path
    let file = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
      let size = (attributes[.size] as? NSNumber)?.intValue
    else { throw Logo.problem(full, "No se pudo leer el logo. Se espera un archivo PNG o JPEG.") }
    guard size <= Logo.longest else {
      throw Logo.problem(
        full,
        "El logo pesa \(size) bytes. Se esperan \(Logo.longest) o menos, porque va en cada página."
      )
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Logo.problem(full, "No se pudo leer el logo. Se espera un archivo PNG o JPEG.")
    }
    let bytes = Array(data)
    guard let image = EmbeddedImage(bytes) else {
      throw Logo.problem(
        full,
        "El logo no es PNG ni JPEG. Un SVG no se acepta, porque puede traer programas; expórtelo a PNG."
      )
    }
    self.image = image
    sha256 = bytes.withUnsafeBytes { SHA256Stream.digest(of: $0) }.hex
  }

  private static func problem(_ file: String, _ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: 0, message: message)
  }
}
