/// The state of the delivery of one route (contract 3, RG-300), by its printed name.
public enum DeliveryState: String, CaseIterable, Sendable {
  case unregistered = "SIN REGISTRO"
  case delivered = "ENTREGADA"
  case notDelivered = "NO ENTREGADA"
  case pending = "PENDIENTE"
  case returned = "DEVUELTA"
  case announced = "ANUNCIADA"
  case late = "EXTEMPORANEA"
  case onTime = "A TIEMPO"
}

/// What the delivery control and the routes say of one establishment in one vigencia.
public struct DeliveryStatus: Sendable {
  public let state: DeliveryState
  public let delivery: Delivery?
  /// fecha_entrega where it is on or before the cut-off.
  public let delivered: Day?
  /// Days after the deadline, above 0; whatever the state.
  public let daysLate: Int?

  public init(delivery: Delivery?, isRouteCounting: Bool, cutoff: Day) {
    self.delivery = delivery
    let delivered = delivery?.delivered.flatMap { $0 <= cutoff ? $0 : nil }
    self.delivered = delivered
    daysLate = delivery.flatMap { row in
      delivered.flatMap { $0 > row.deadline ? $0.days(since: row.deadline) : nil }
    }
    state = DeliveryStatus.state(delivery, delivered, isRouteCounting, cutoff)
  }

  private static func state(
    _ delivery: Delivery?, _ delivered: Day?, _ isRouteCounting: Bool, _ cutoff: Day
  ) -> DeliveryState {
    guard let delivery else { return isRouteCounting ? .delivered : .unregistered }
    guard let delivered else {
      if isRouteCounting { return .delivered }
      return cutoff > delivery.deadline ? .notDelivered : .pending
    }
    if let returned = delivery.returned, returned <= cutoff {
      let cameBack = delivery.redelivered.map { returned <= $0 && $0 <= cutoff } ?? false
      if !cameBack { return .returned }
    }
    guard isRouteCounting else { return .announced }
    return delivered > delivery.deadline ? .late : .onTime
  }
}

extension Territory {
  /// That of the establishment at a place, in a vigencia.
  public func deliveryStatus(_ place: Int, _ vigencia: Int) -> DeliveryStatus {
    DeliveryStatus(
      delivery: deliveries[place, vigencia], isRouteCounting: routes[place, vigencia] != nil,
      cutoff: judgement.cutoff(of: vigencia))
  }
}
