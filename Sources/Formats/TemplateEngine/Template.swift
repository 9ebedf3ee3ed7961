/// A template that is compiled for a shape and an output format, ready to be rendered any number of
/// times, from any thread.
public struct Template: Sendable {
  public let name: String
  private let program: Program
  private let fieldCount: Int

  /// Compiles a template of a set, before there is any data.
  ///
  /// Throws every error of the template and of what it includes.
  public static func compile(
    _ name: String, in set: TemplateSet, for shape: Shape, as format: OutputFormat
  ) throws(TemplateErrors) -> Template {
    guard let parsed = set.template(named: name) else {
      let place = TemplatePlace(template: name, line: 1, column: 1)
      let nearest = nearestName(to: name, among: set.names)
      throw TemplateErrors(errors: [
        TemplateError(
          place: place, tag: "", problem: .missingTemplate(name, nearest: nearest), usedFrom: [])
      ])
    }
    var program: Program
    switch format {
    case .html:
      var compiler = TemplateCompiler(parsed, in: set, for: shape, context: HTMLContext())
      program = try compiler.compile()
    case .csv(let dialect):
      let context = CSVSkeleton(dialect: dialect)
      var compiler = TemplateCompiler(parsed, in: set, for: shape, context: context)
      program = try compiler.compile()
      program.dialect = dialect
    }
    return Template(name: name, program: program, fieldCount: shape.fields.count)
  }

  /// Writes the template with the values of a record, in chunks of about `chunk` bytes.
  ///
  /// Throws what the sink and the streams throw, and a `TemplateError` for a value that is not of
  /// its field's kind. Memory: one chunk, whatever the length of a stream.
  public func render<Sink: ByteSink>(
    _ record: Record, into sink: inout Sink, chunk: Int = 65_536
  ) throws {
    guard record.count == fieldCount else {
      let found = record.count
      throw TemplateError(
        place: TemplatePlace(template: name, line: 1, column: 1), tag: "",
        problem: .recordOfOtherShape(expected: fieldCount, found: found), usedFrom: [])
    }
    try Output.writing(into: &sink, capacity: chunk) { output in
      try program.withPointers { parts in
        var renderer = Renderer(program, parts, record, into: output)
        try renderer.run()
      }
    }
  }

  /// The whole output, in memory.
  public func bytes(_ record: Record) throws -> [UInt8] {
    var buffer = ByteBuffer()
    try render(record, into: &buffer)
    return buffer.bytes
  }
}
