/// Writes values as a file of a certain form spells them.
struct CellSpelling {
  let writer: ByteWriter
  let pool: TextPool
  let form: ValueForm
  private let flags: [[UInt8]]

  init(writer: ByteWriter, pool: TextPool, form: ValueForm) {
    self.writer = writer
    self.pool = pool
    self.form = form
    flags = form.flagWords.map { Array($0.utf8) }
  }

  /// Every value but texts, which tables and XML escape each in their way.
  @inline(__always)
  func put(value cell: Cell) {
    switch cell {
    case .absent, .text, .numbered: return
    case .integer(let value): writer.put(number: value)
    case .decimal(let hundredths): put(hundredths: hundredths)
    case .percentage(let hundredths):
      put(hundredths: hundredths)
      if form.percentSign { writer.put([UInt8(ascii: " "), UInt8(ascii: "%")]) }
    case .money(let pesos): put(money: pesos)
    case .date(let day): put(date: day)
    case .flag(let yes): writer.put(flags[yes ? 1 : 0])
    }
  }

  @inline(__always)
  func put(table fragment: Fragment) {
    guard fragment.index != 0 else { return }
    writer.put(pool.entry(fragment).table, of: pool.bytes)
  }

  @inline(__always)
  func put(xml fragment: Fragment) {
    guard fragment.index != 0 else { return }
    writer.put(pool.entry(fragment).xml, of: pool.bytes)
  }

  /// Any value as XML content.
  func put(xml cell: Cell) {
    switch cell {
    case .text(let phrase):
      put(xml: phrase.first)
      put(xml: phrase.second)
      put(xml: phrase.third)
    case .numbered(let prefix, let number, let digits, let suffix):
      put(xml: prefix)
      writer.put(number: number, digits: Int(digits))
      put(xml: suffix)
    default: put(value: cell)
    }
  }

  @inline(__always)
  private func put(hundredths: Int) {
    writer.put(number: hundredths / 100)
    let rest = hundredths % 100
    guard rest != 0 else { return }
    writer.put(form.decimalMark)
    if rest % 10 == 0 {
      writer.put(number: rest / 10)
    } else {
      writer.put(number: rest, digits: 2)
    }
  }

  private func put(money pesos: Int) {
    switch form.money {
    case .plain: writer.put(number: pesos)
    case .pesos:
      writer.put([UInt8(ascii: "$"), UInt8(ascii: " ")])
      put(grouped: pesos)
    case .dotsWithCents:
      put(grouped: pesos)
      writer.put([UInt8(ascii: ","), UInt8(ascii: "0"), UInt8(ascii: "0")])
    }
  }

  private func put(grouped pesos: Int) {
    guard pesos >= 1000 else { return writer.put(number: pesos) }
    put(grouped: pesos / 1000)
    writer.put(UInt8(ascii: "."))
    writer.put(number: pesos % 1000, digits: 3)
  }

  @inline(__always)
  func put(isoDate day: CalendarDay) {
    put(Int(day.year), 4, UInt8(ascii: "-"), Int(day.month), UInt8(ascii: "-"), Int(day.day), 2)
  }

  @inline(__always)
  private func put(date day: CalendarDay) {
    let (year, month, date) = (Int(day.year), Int(day.month), Int(day.day))
    let slash = UInt8(ascii: "/")
    let dash = UInt8(ascii: "-")
    switch form.dates {
    case .iso: put(isoDate: day)
    case .isoWithTime:
      put(isoDate: day)
      writer.put(Array("T00:00:00".utf8))
    case .slashes: put(date, 2, slash, month, slash, year, 4)
    case .dashes: put(date, 2, dash, month, dash, year, 4)
    case .shortSlashes: put(date, 1, slash, month, slash, year, 4)
    }
  }

  @inline(__always)
  private func put(
    _ first: Int, _ firstDigits: Int, _ separator: UInt8, _ month: Int, _ second: UInt8,
    _ last: Int, _ lastDigits: Int
  ) {
    writer.put(number: first, digits: firstDigits)
    writer.put(separator)
    writer.put(number: month, digits: 2)
    writer.put(second)
    writer.put(number: last, digits: lastDigits)
  }
}
