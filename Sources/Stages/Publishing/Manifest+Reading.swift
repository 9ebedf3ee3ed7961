import Digest

extension Manifest {
  /// The most bytes that a manifest may have; a million documents take about 150 MB.
  static let largest = 256 << 20

  /// Reads the bytes of a `manifest.json`, whatever they hold.
  ///
  /// No output's path of the manifest leads out of the run.
  package init(reading json: [UInt8]) throws(ManifestFault) {
    guard json.count <= Manifest.largest else { throw .tooLarge(limit: Manifest.largest) }
    guard case .object(let members) = try JSONParser.parse(json),
      case .text(Manifest.format)? = members.first(where: { $0.key == "format" })?.value
    else { throw .otherFormat }
    var fields = try JSONFields(members)
    _ = try fields.text("format")
    guard let run = RunID(try fields.text("run")) else { throw .wrongValue(key: "run") }
    self.run = run
    description = try RunDescription(&fields)
    outputs = try fields.objects("outputs") { (fields) throws(ManifestFault) in
      Output(path: try fields.text("path"), content: try Fingerprint(&fields))
    }
    try fields.end()
    try checkPaths()
  }

  private func checkPaths() throws(ManifestFault) {
    var seen: Set<[UInt8]> = []
    for output in outputs {
      guard RelativePath(output.path) != nil, output.path != Manifest.name else {
        throw .unusablePath(output.path)
      }
      guard seen.insert(Array(output.path.utf8)).inserted else {
        throw .repeatedPath(output.path)
      }
    }
  }
}

extension RunDescription {
  fileprivate init(_ fields: inout JSONFields) throws(ManifestFault) {
    version = try fields.text("version")
    period = try fields.integer("period")
    cutOff = try fields.text("cutoff")
    arguments = try fields.texts("arguments")
    configuration = try fields.members("configuration").map {
      (member) throws(ManifestFault) in
      guard case .text(let value) = member.value else { throw .wrongValue(key: member.key) }
      return Setting(key: member.key, value: value)
    }
    templates = try fields.objects("templates") { (fields) throws(ManifestFault) in
      Template(name: try fields.text("name"), digest: try fields.digest("sha256"))
    }
    inputs = try fields.objects("inputs") { (fields) throws(ManifestFault) in
      try Input(&fields)
    }
    counts = try fields.members("counts").map { (member) throws(ManifestFault) in
      guard case .integer(let value) = member.value else { throw .wrongValue(key: member.key) }
      return Count(name: member.key, value: value)
    }
  }
}

extension RunDescription.Input {
  fileprivate init(_ fields: inout JSONFields) throws(ManifestFault) {
    path = try fields.text("path")
    content = try Fingerprint(&fields)
    kinds = try fields.texts("kinds")
    read = try fields.integer("read")
    accepted = try fields.integer("accepted")
    superseded = try fields.integer("superseded")
    rejected = try fields.integer("rejected")
  }
}

extension Fingerprint {
  fileprivate init(_ fields: inout JSONFields) throws(ManifestFault) {
    bytes = try fields.integer("bytes")
    digest = try fields.digest("sha256")
  }
}
