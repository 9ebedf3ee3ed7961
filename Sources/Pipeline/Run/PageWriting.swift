import Model
import Publishing
import Reporting
import TemplateEngine

/// The templates of pages, compiled.
struct PageTemplates {
  private let templates: [String: Template]

  /// Compiles every template of a page; throws every problem.
  init(_ sources: [(path: String, bytes: [UInt8])]) throws(TemplateErrors) {
    let set = TemplateSet(TemplateSources.named(sources, in: "html/"))
    var problems: [TemplateError] = []
    var templates: [String: Template] = [:]
    for page in ReportPages.declarations {
      do throws(TemplateErrors) {
        templates[page.name] = try Template.compile(page.name, in: set, for: page.shape, as: .html)
      } catch {
        problems += error.errors
      }
    }
    guard problems.isEmpty else { throw TemplateErrors(errors: problems) }
    self.templates = templates
  }

  /// Makes the pages, side by side, and hands the bytes on in the order of the pages.
  func write(
    _ pages: some Sequence<Page>, workers: Workers, to write: (String, [UInt8]) throws -> Void
  ) throws {
    var pages = pages.makeIterator()
    var failure: (any Error)?
    workers.pull(
      { pages.next() },
      work: { page in
        Result { try self.templates[page.template]?.bytes(try page.record()) ?? [] }
      },
      commit: { page, bytes in
        do {
          try write(page.path, try bytes.get())
          return true
        } catch {
          failure = error
          return false
        }
      })
    if let failure { throw failure }
  }
}
