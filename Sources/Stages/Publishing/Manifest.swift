import Digest

/// What the pipeline tells of a run: everything in its manifest but its name and its documents.
///
/// Nothing here may depend on the clock, the machine or where the folders lie; the arguments are to
/// be given without those that only name places (`--input`, `--output`, `--config`, `--templates`)
/// or change no byte (`--jobs`, `--quiet`, `--keep`). Source: contract 4, «Publishing».
package struct RunDescription: Equatable, Sendable {
  package struct Setting: Equatable, Sendable {
    package let key: String
    /// As the effective configuration prints it.
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package struct Template: Equatable, Sendable {
    package let name: String
    package let digest: SHA256Value

    package init(name: String, digest: SHA256Value) {
      self.name = name
      self.digest = digest
    }
  }

  /// An input file; *read = accepted + superseded + rejected* (contract 1 §5).
  package struct Input: Equatable, Sendable {
    /// Relative to the input folder.
    package let path: String
    package let content: Fingerprint
    /// In order of appearance; none where the file was refused or not recognised.
    package let kinds: [String]
    package let read: Int
    package let accepted: Int
    package let superseded: Int
    package let rejected: Int

    package init(
      path: String, content: Fingerprint, kinds: [String], read: Int, accepted: Int,
      superseded: Int, rejected: Int
    ) {
      self.path = path
      self.content = content
      self.kinds = kinds
      self.read = read
      self.accepted = accepted
      self.superseded = superseded
      self.rejected = rejected
    }
  }

  package struct Count: Equatable, Sendable {
    package let name: String
    package let value: Int

    package init(name: String, value: Int) {
      self.name = name
      self.value = value
    }
  }

  /// The program's version.
  package let version: String
  package let period: Int
  /// `YYYY-MM-DD`.
  package let cutOff: String
  package let arguments: [String]
  package let configuration: [Setting]
  package let templates: [Template]
  package let inputs: [Input]
  package let counts: [Count]

  /// Lists keep the order that they are given in.
  package init(
    version: String, period: Int, cutOff: String, arguments: [String], configuration: [Setting],
    templates: [Template], inputs: [Input], counts: [Count]
  ) {
    self.version = version
    self.period = period
    self.cutOff = cutOff
    self.arguments = arguments
    self.configuration = configuration
    self.templates = templates
    self.inputs = inputs
    self.counts = counts
  }
}

/// The record of a published run, `manifest.json`: what went in, what came out.
package struct Manifest: Equatable, Sendable {
  /// The file's name at the top of a run.
  package static let name = "manifest.json"
  /// The mark of this layout of the file.
  static let format = "pmi-manifest-1"

  package struct Output: Equatable, Sendable {
    /// Relative to the run's folder.
    package let path: String
    package let content: Fingerprint

    package init(path: String, content: Fingerprint) {
      self.path = path
      self.content = content
    }
  }

  package let run: RunID
  package let description: RunDescription
  /// Every document but the manifest itself, by path in byte order.
  package let outputs: [Output]

  package init(run: RunID, description: RunDescription, outputs: [Output]) {
    self.run = run
    self.description = description
    self.outputs = outputs
  }
}
