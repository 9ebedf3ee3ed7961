extension Manifest {
  /// The bytes of `manifest.json`: UTF-8, keys in fixed order, one entry a line, the same for the
  /// same manifest.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
  }

  private var value: JSONValue {
    .object([
      JSONMember("format", .text(Manifest.format)),
      JSONMember("run", .text(run.description)),
      JSONMember("version", .text(description.version)),
      JSONMember("period", .integer(description.period)),
      JSONMember("cutoff", .text(description.cutOff)),
      JSONMember("arguments", .list(description.arguments.map(JSONValue.text))),
      JSONMember(
        "configuration",
        .object(description.configuration.map { JSONMember($0.key, .text($0.value)) })),
      JSONMember("templates", .list(description.templates.map(\.value))),
      JSONMember("inputs", .entries(description.inputs.count) { description.inputs[$0].value }),
      JSONMember(
        "counts", .object(description.counts.map { JSONMember($0.name, .integer($0.value)) })),
      JSONMember("outputs", .entries(outputs.count) { outputs[$0].value }),
    ])
  }
}

extension RunDescription.Template {
  fileprivate var value: JSONValue {
    .object([JSONMember("name", .text(name)), JSONMember("sha256", .text(digest.hex))])
  }
}

extension RunDescription.Input {
  fileprivate var value: JSONValue {
    .object([
      JSONMember("path", .text(path)),
      JSONMember("bytes", .integer(content.bytes)),
      JSONMember("sha256", .text(content.digest.hex)),
      JSONMember("kinds", .list(kinds.map(JSONValue.text))),
      JSONMember("read", .integer(read)),
      JSONMember("accepted", .integer(accepted)),
      JSONMember("superseded", .integer(superseded)),
      JSONMember("rejected", .integer(rejected)),
    ])
  }
}

extension Manifest.Output {
  fileprivate var value: JSONValue {
    .object([
      JSONMember("path", .text(path)),
      JSONMember("bytes", .integer(content.bytes)),
      JSONMember("sha256", .text(content.digest.hex)),
    ])
  }
}
