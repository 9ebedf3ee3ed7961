import Model
import Publishing
import Reporting
import TemplateEngine

/// The templates of pages, compiled.
struct PageTemplates {
  private let templates: [String: Template]

  /// Compiles the templates of pages, side by side; throws every problem.
  init(
    _ sources: [(path: String, bytes: [UInt8])], of pages: [PageTemplate], workers: Workers
  ) throws(TemplateErrors) {
    let set = TemplateSet(pages.isEmpty ? [:] : TemplateSources.named(sources, in: "html/"))
    var problems: [TemplateError] = []
    var templates: [String: Template] = [:]
    workers.ordered(
      pages.count,
      work: { place in
        Result { () throws(TemplateErrors) in
          let page = pages[place]
          return try Template.compile(page.name, in: set, for: page.shape, as: .html)
        }
      },
      commit: { place, result in
        switch result {
        case .success(let template): templates[pages[place].name] = template
        case .failure(let error): problems += error.errors
        }
      })
    guard problems.isEmpty else { throw TemplateErrors(errors: problems) }
    self.templates = templates
  }

  /// Makes the pages side by side, each into the sink that `open` gives for its path and `close` ends,
  /// both from several threads in any order; `aside` is done beside them.
  func write<Sink: ByteSink>(
    _ pages: some Sequence<Page>, workers: Workers, open: (String) throws -> Sink,
    close: (Sink) throws -> Void, aside: () -> Void = {}
  ) throws {
    var pages = pages.makeIterator()
    var failure: (any Error)?
    workers.pull(
      { pages.next() },
      work: { page in
        Result {
          let record = try page.record()
          var sink = try open(page.path)
          try self.templates[page.template]?.render(record, into: &sink)
          try close(sink)
        }
      },
      commit: { _, written in
        do {
          try written.get()
          return true
        } catch {
          failure = error
          return false
        }
      }, aside: aside)
    if let failure { throw failure }
  }
}
