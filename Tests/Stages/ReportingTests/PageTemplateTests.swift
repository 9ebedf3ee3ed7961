import BuiltInTemplates
import Digest
import Foundation
import Reporting
import TemplateEngine
import Testing

/// The built-in templates of pages, compiled as a run compiles them.
enum PageTemplates {
  static let sources: [String: [UInt8]] = Dictionary(
    uniqueKeysWithValues: BuiltInTemplates.files.filter { $0.path.hasPrefix("html/") }.map {
      (String($0.path.dropFirst(5)), $0.bytes())
    })

  private static let compiled = Result {
    let set = TemplateSet(sources)
    return Dictionary(
      uniqueKeysWithValues: try ReportPages.declarations.map {
        ($0.name, try Template.compile($0.name, in: set, for: $0.shape, as: .html))
      })
  }

  static func text(_ page: Page) throws -> String {
    guard let template = try compiled.get()[page.template] else { throw MissingElement() }
    return String(decoding: try template.bytes(try page.record()), as: UTF8.self)
  }
}

@Suite struct PageTemplateTests {
  @Test func everyTemplateCompiles() throws {
    let uses = ReportPages.declarations.map {
      TemplateSet.Use(name: $0.name, shape: $0.shape, format: .html)
    }
    #expect(TemplateSet(PageTemplates.sources).check(uses).map(\.message) == [])
  }

  @Test func everyPageHasATemplateOfItsOwn() {
    for page in ReportPages.declarations {
      #expect(PageTemplates.sources[page.name] != nil, "\(page.name)")
    }
  }

  @Test func everyNameHasADocumentation() {
    for page in ReportPages.declarations {
      for entry in page.shape.entries() {
        #expect(!entry.field.documentation.isEmpty, "\(page.name): \(entry.path)")
      }
    }
  }

  /// The policy lets in the one script whose digest it names.
  @Test func thePolicyNamesTheScript() throws {
    let script = String(decoding: try #require(PageTemplates.sources["_guion.html"]), as: UTF8.self)
    let page = String(decoding: try #require(PageTemplates.sources["_pagina.html"]), as: UTF8.self)
    let start = try #require(script.range(of: "<script>"))
    let end = try #require(script.range(of: "</script>"))
    let code = Array(script[start.upperBound..<end.lowerBound].utf8)
    var stream = SHA256Stream()
    code.withUnsafeBytes { stream.update($0) }
    let hex = Array(stream.digest().hex)
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(hex[$0...$0 + 1]), radix: 16)
    }
    #expect(page.contains("script-src 'sha256-\(Data(bytes).base64EncodedString())'"))
    let others = PageTemplates.sources.filter { $0.key != "_guion.html" }
    #expect(others.allSatisfy { !String(decoding: $0.value, as: UTF8.self).contains("<script") })
  }
}
