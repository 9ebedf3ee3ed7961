/// The synthetic territory: who its EE are and what befell each in each vigencia.
struct Territory {
  struct Municipality {
    var divipola: Int
    var folder: String
  }

  let options: SampleOptions
  let municipalities: [Municipality]
  /// DIVIPOLA codes of the certified municipalities.
  let certified: [Int]
  let components: ComponentCatalogue
  let words: Vocabulary
  let deck: ConductDeck
  private(set) var establishments: [Establishment] = []

  /// The directory, with the check digits that `defects` breaks.
  init(
    options: SampleOptions, catalogue: SampleCatalogue, pool: inout TextPool,
    defects: DefectSchedule
  ) throws(SampleError) {
    self.options = options
    words = Vocabulary(pool: &pool)
    components = try ComponentCatalogue(catalogue.components, seed: options.seed, pool: &pool)
    municipalities = try Self.municipalities(catalogue.municipalities)
    certified = catalogue.municipalities.filter(\.certified).compactMap { Int($0.divipola) }
    let slots = Self.slots(municipalities.count, seed: options.seed)
    guard options.establishments / slots.count < 24_000 else {
      throw .poorCatalogue("pocos municipios para tantos establecimientos")
    }
    deck = ConductDeck(seed: options.seed, establishments: options.establishments)
    establishments.reserveCapacity(options.establishments)
    var defects = defects
    for index in 0..<options.establishments {
      let broken = defects.next()?.mutation == .breakCheckDigit
      establishments.append(
        establishment(index, slots: slots, brokenDigit: broken))
    }
  }

  var lastPeriod: Int { options.periods.upperBound }

  /// The troubles of an EE in a vigencia; what needs bad rows holds only where errors are asked for.
  func troubles(of establishment: Establishment, in period: Int) -> Troubles {
    let conduct = establishment.conduct
    guard conduct.systematic || period == lastPeriod else { return [] }
    return conduct.troubles
  }

  func state(of establishment: Establishment, in period: Int) -> DeliveryState {
    let troubles = troubles(of: establishment, in: period)
    if troubles.contains(.notDelivered) { return .missing }
    if troubles.contains(.allRejected) { return .announced }
    if troubles.contains(.returned) { return .returned }
    if troubles.contains(.late) { return .late }
    if !troubles.isEmpty { return .onTime }
    if period == lastPeriod { return establishment.conduct.lastState }
    var random = SplitMix64(options.seed, .delivery, establishment.index, period, 1)
    switch random.below(100) {
    case 0..<5: return .late
    case 5..<7: return .missing
    case 7..<10: return .undated
    case 10..<12: return .unregistered
    case 12: return .announced
    default: return .onTime
    }
  }

  func edition(of establishment: Establishment, in period: Int) -> Int {
    let renewed = establishment.conduct.followsNewEdition && period == lastPeriod
    return renewed && !components.renewed.isEmpty ? 2026 : 2008
  }

  private static func municipalities(
    _ list: [SampleCatalogue.Municipality]
  ) throws(SampleError) -> [Municipality] {
    let own = list.filter { !$0.certified }.compactMap { entry -> Municipality? in
      guard let divipola = Int(entry.divipola), 1000...99999 ~= divipola else { return nil }
      return Municipality(
        divipola: divipola, folder: entry.divipola + "-" + FolderName.of(entry.name))
    }
    guard !own.isEmpty else { throw .poorCatalogue("ningún municipio no certificado") }
    return own
  }

  /// Municipalities as often as their weight, shuffled; and which of its own each entry is.
  private static func slots(_ count: Int, seed: UInt64) -> [(place: Int, turn: Int, of: Int)] {
    var random = SplitMix64(seed, .municipalities)
    var slots: [(place: Int, turn: Int, of: Int)] = []
    for place in 0..<count {
      let weight = 1 + random.below(4)
      for turn in 0..<weight { slots.append((place, turn, weight)) }
    }
    random.shuffle(&slots)
    return slots
  }

  private func establishment(
    _ index: Int, slots: [(place: Int, turn: Int, of: Int)], brokenDigit: Bool
  ) -> Establishment {
    var random = SplitMix64(options.seed, .identity, index)
    let slot = slots[index % slots.count]
    let official = !random.chance(22)
    let rural = random.chance(official ? 88 : 52)
    let sequence = index / slots.count * slot.of + slot.turn + 1
    let code = DaneCode.code(
      sectorZone: (official ? 1 : 3) + (rural ? 1 : 0),
      municipality: municipalities[slot.place].divipola, sequence: sequence)
    return Establishment(
      index: index, code: brokenDigit ? code / 10 * 10 + (code + 1) % 10 : code,
      municipality: slot.place, official: official, rural: rural,
      active: !deck.isInactive(index),
      name: name(official: official, rural: rural, &random),
      regime: official ? nil : random.chance(20) ? 2 : random.below(2),
      category: random.chance(70) ? min(4, 1 + random.below(5)) - (random.chance(8) ? 1 : 0) : nil,
      enrolment: rural ? 60 + random.below(840) : 240 + random.below(1400),
      conduct: deck.conduct(of: index))
  }

  private func name(
    official: Bool, rural: Bool, _ random: inout SplitMix64
  ) -> Phrase {
    let words = words.directory
    if !official { return Phrase(random.pick(words.privateSchools), random.pick(words.saints)) }
    if !rural { return Phrase(random.pick(words.officialUrban), random.pick(words.heroes)) }
    let kind = random.pick(words.officialRural)
    switch random.below(3) {
    case 0: return Phrase(kind, random.pick(words.heroes), random.pick(words.veredaTails))
    case 1: return Phrase(kind, random.pick(words.saints), random.pick(words.veredaTails))
    default: return Phrase(kind, random.pick(words.veredas))
    }
  }
}

/// Names of folders: lower case ASCII, words joined by hyphens.
enum FolderName {
  static func of(_ name: String) -> String {
    var result = ""
    for character in name.lowercased() {
      switch character {
      case "a"..."z", "0"..."9": result.append(character)
      case "á", "à", "ä": result.append("a")
      case "é", "è", "ë": result.append("e")
      case "í", "ì", "ï": result.append("i")
      case "ó", "ò", "ö": result.append("o")
      case "ú", "ù", "ü": result.append("u")
      case "ñ": result.append("n")
      default: if !result.hasSuffix("-"), !result.isEmpty { result.append("-") }
      }
    }
    return result.hasSuffix("-") ? String(result.dropLast()) : result
  }
}
