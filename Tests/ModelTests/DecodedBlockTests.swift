import Model
import Testing

@Suite struct DecodedBlockTests {
  private final class Storage {}

  /// Sources and texts are slices of what a block keeps.
  @Test func whatABlockKeepsLivesAsLongAsTheBlock() {
    weak var kept: Storage?
    var block = DecodedBlock(kind: .routes, ordinals: [])
    do {
      let storage = Storage()
      kept = storage
      block.keep(storage)
    }
    withExtendedLifetime(block) { #expect(kept != nil) }
    block = DecodedBlock(kind: .routes, ordinals: [])
    #expect(kept == nil)
  }
}
