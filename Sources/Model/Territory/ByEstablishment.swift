/// What is known of establishments vigencia by vigencia, found by their place in the directory.
///
/// Of every establishment it is asked again and again, for which a table by key would be searched, in
/// memory that is far apart; here it stands in the order of the directory.
public struct ByEstablishment<Value: Sendable>: Sendable {
  /// By place, where its values begin; one more for the end of the last.
  @usableFromInline let starts: [UInt32]
  /// Of each value; within an establishment in no order, since it has few.
  @usableFromInline let years: [UInt16]
  @usableFromInline let values: [Value]

  private init(starts: [UInt32], years: [UInt16], values: [Value]) {
    self.starts = starts
    self.years = years
    self.values = values
  }

  /// The values of the establishments, which are sorted by code, each code once; those of others are
  /// left out.
  public init(_ table: [RouteKey: Value], of establishments: [Establishment]) {
    let codes = establishments.map(\.code)
    let places = table.keys.map { Int32(codes.place(of: $0.establishment) ?? -1) }
    var ends = [UInt32](repeating: 0, count: establishments.count + 1)
    for place in places where place >= 0 { ends[Int(place) + 1] += 1 }
    for place in establishments.indices { ends[place + 1] += ends[place] }
    starts = ends
    let count = Int(ends[establishments.count])
    var years = [UInt16](repeating: 0, count: count)
    // In place, since a list of entries in their order would be as large as the table. Each is set once:
    // those of a place are counted above.
    values = Array(unsafeUninitializedCapacity: count) { values, initialized in
      for (place, entry) in zip(places, table) where place >= 0 {
        let index = Int(ends[Int(place)])
        ends[Int(place)] += 1
        years[index] = UInt16(clamping: entry.key.vigencia)
        values.initializeElement(at: index, to: entry.value)
      }
      initialized = count
    }
    self.years = years
  }

  /// That of the establishment at a place in a vigencia.
  @inlinable public subscript(place: Int, vigencia: Int) -> Value? {
    for index in Int(starts[place])..<Int(starts[place + 1])
    where Int(years[index]) == vigencia {
      return values[index]
    }
    return nil
  }

  /// The vigencias that some establishment has a value of.
  public var vigencias: Set<Int> {
    var isPresent = [Bool](repeating: false, count: Int(UInt16.max) + 1)
    for year in years { isPresent[Int(year)] = true }
    return Set(isPresent.indices.lazy.filter { isPresent[$0] })
  }

  /// The values of some of the establishments, as of a directory of those.
  func part(_ places: [Int]) -> ByEstablishment {
    var (starts, years, values) = ([UInt32(0)], [UInt16](), [Value]())
    for place in places {
      let own = Int(self.starts[place])..<Int(self.starts[place + 1])
      years += self.years[own]
      values += self.values[own]
      starts.append(UInt32(years.count))
    }
    return ByEstablishment(starts: starts, years: years, values: values)
  }
}

extension [DaneCode] {
  /// Where a code stands in a sorted list.
  fileprivate func place(of code: DaneCode) -> Int? {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == code ? low : nil
  }
}
