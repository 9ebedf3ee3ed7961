/// The components of each edition as cells, and which of them a route takes.
struct ComponentCatalogue {
  struct Component {
    var code: Cell
    /// The name, where no other component of the edition bears it; else the code.
    var name: Cell
    var process: Cell
    /// The place in `Vocabulary.areas`.
    var area: Int
  }

  let current: [Component]
  let renewed: [Component]
  /// One code of each process, of the edition of 2008, else of 2026.
  let processes: [Cell]
  private let popularity: [Int]
  private let renewedPopularity: [Int]

  init(
    _ list: [SampleCatalogue.Component], seed: UInt64, pool: inout TextPool
  ) throws(SampleError) {
    current = Self.components(list.filter { $0.edition == 2008 }, &pool)
    renewed = Self.components(list.filter { $0.edition == 2026 }, &pool)
    guard !current.isEmpty else { throw .poorCatalogue("ningún componente de la edición 2008") }
    processes = current.reduce(into: []) { found, component in
      if !found.contains(component.process) { found.append(component.process) }
    }
    popularity = Self.shuffled(current.count, seed, 2008)
    renewedPopularity = Self.shuffled(renewed.count, seed, 2026)
  }

  func components(of edition: Int) -> [Component] {
    edition == 2026 ? renewed : current
  }

  /// Places of so many different components, the popular ones oftener; each stays for two vigencias.
  func choice(
    _ count: Int, edition: Int, seed: UInt64, establishment: Int, period: Int
  ) -> [Int] {
    let order = edition == 2026 ? renewedPopularity : popularity
    var chosen: [Int] = []
    for slot in 0..<min(count, order.count) {
      var random = SplitMix64(seed, .slot, establishment, slot, (period + slot) / 2)
      var rank = min(random.below(order.count), random.below(order.count))
      while chosen.contains(order[rank]) { rank = (rank + 1) % order.count }
      chosen.append(order[rank])
    }
    return chosen
  }

  private static func shuffled(_ count: Int, _ seed: UInt64, _ edition: Int) -> [Int] {
    var random = SplitMix64(seed, .popularity, edition)
    var order = Array(0..<count)
    random.shuffle(&order)
    return order
  }

  private static func components(
    _ list: [SampleCatalogue.Component], _ pool: inout TextPool
  ) -> [Component] {
    var bearers: [String: Int] = [:]
    for entry in list { bearers[entry.name.lowercased(), default: 0] += 1 }
    return list.map { entry in
      let code = Cell.text(pool.add(entry.code))
      let unique = bearers[entry.name.lowercased()] == 1
      let area = Vocabulary.areas.firstIndex { entry.code.hasPrefix($0) }
      return Component(
        code: code, name: unique ? .text(pool.add(entry.name)) : code,
        process: .text(pool.add(entry.processCode)), area: area ?? 0)
    }
  }
}
