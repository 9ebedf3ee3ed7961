/// The parameters of contract 3, each with the name it has in the configuration.
public struct Thresholds: Sendable, Equatable {
  /// `ventana`: vigencias that end in the period over which a condition may be systematic.
  public var window = 3
  /// `minimo_vigencias`: in how many of them it must hold, the period included.
  public var minimumVigencias = 2
  /// `plazo_correccion_dias`: days that a returned route has to come back (I03).
  public var correctionDays = 15
  /// `umbral_avance`: mean progress under which I06 holds, in hundredths of a per cent.
  public var progressThreshold = 50_00
  /// `umbral_incompletas`: share of incomplete actions over which I09 holds, in hundredths of a per
  /// cent.
  public var incompleteThreshold = 50_00
  /// `plazo_reaccion_dias`: days before the cut-off that support must leave to react.
  public var reactionDays = 30
  /// `saber_bajo`: categories whose official establishments are accompanied integrally.
  public var lowSaber: Set<SaberCategory> = [.d]

  public init() {}
}
