import Publishing

/// A small run whose documents follow from a word alone.
package struct SampleRun: Sendable {
  package let word: String

  package init(_ word: String) {
    self.word = word
  }

  package var run: RunID {
    var identity = RunIdentity(year: 2025, month: 11, day: 30)
    identity.add("word", word)
    return identity.runID
  }

  package var description: RunDescription {
    RunDescription(
      version: "1.0.0", period: 2025, cutOff: "2025-11-30", arguments: ["--strict"],
      configuration: [], templates: [], inputs: [],
      counts: [RunDescription.Count(name: "word", value: word.utf8.count)])
  }

  /// By path in byte order; one is larger than the writer's buffer.
  package var documents: [(path: String, content: [UInt8])] {
    let large = Array(word.utf8) + [UInt8](repeating: UInt8(ascii: ";"), count: 200_000)
    return [
      ("csv/rg-220.csv", large),
      ("csv/rg-300.csv", Array("\(word);x\r\n".utf8)),
      ("html/establecimientos/168001000123.html", Array("<p>\(word)</p>".utf8)),
      ("html/index.html", []),
    ]
  }

  /// Opens the output, publishes, and removes runs beyond `keep`.
  @discardableResult
  package func publish(
    to output: String, _ files: any FileSystem = LinuxFileSystem(), keep: Int? = nil
  ) throws -> Publication {
    let publisher = try Publisher(output: output, period: 2025, fileSystem: files)
    let publication = try publisher.reuse(run) ?? stage(in: publisher).publish(description)
    if let keep { _ = try publisher.prune(keeping: keep) }
    return publication
  }

  /// Writes the documents, in pieces.
  package func stage(in publisher: Publisher) throws -> StagedRun {
    let staged = try publisher.staging(for: run)
    for (path, content) in documents {
      let file = try staged.file(path)
      for start in stride(from: 0, to: content.count, by: 30_000) {
        try file.write(Array(content[start..<min(start + 30_000, content.count)]))
      }
      try file.close()
    }
    return staged
  }
}
