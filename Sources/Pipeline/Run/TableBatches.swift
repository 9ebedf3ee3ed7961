import TemplateEngine

extension Template {
  /// What the template of a table writes before its rows.
  func tableHead() throws -> [UInt8] {
    try bytes(Record([.stream(RecordStream { nil })]))
  }
}

/// Writes a table of the built-in template in pieces whose rows all threads make side by side.
struct TableBatches {
  let template: Template
  let workers: Workers

  /// Writes what the template writes before its rows, then the rows of the pieces that `pull` gives.
  ///
  /// `rows` makes those of one, on any thread. One of the threads begins with `aside`.
  func write<Piece, Rows: RenderedBytes>(
    _ pull: () throws -> Piece?, rows: (Piece) throws -> Rows,
    to write: (UnsafeRawBufferPointer) throws -> Void, aside: () throws -> Void = {}
  ) throws {
    try template.tableHead().withUnsafeBytes(write)
    var failure: (any Error)?
    var asideFailure: (any Error)?
    workers.pull(
      { () -> Result<Piece, any Error>? in
        do {
          return try pull().map { .success($0) }
        } catch {
          return .failure(error)
        }
      },
      work: { piece in Result { try rows(try piece.get()) } },
      commit: { _, rendered in
        do {
          try rendered.get().withUnsafeBytes(write)
          return true
        } catch {
          failure = error
          return false
        }
      },
      aside: { asideFailure = Result(catching: aside).failure })
    if let failure = failure ?? asideFailure { throw failure }
  }

  /// The next pieces, until they have so many bytes together; `nil` at the end.
  static func gathered<Piece>(
    _ weight: Int, _ next: () throws -> Piece?, size: (Piece) -> Int
  ) rethrows -> [Piece]? {
    var pieces: [Piece] = []
    var taken = 0
    while taken < weight, let piece = try next() {
      taken += size(piece)
      pieces.append(piece)
    }
    return pieces.isEmpty ? nil : pieces
  }
}
