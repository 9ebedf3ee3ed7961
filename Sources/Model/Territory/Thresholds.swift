/// The parameters of contract 3, each with the name it has in the configuration.
package struct Thresholds: Sendable, Equatable {
  /// `ventana`: vigencias that end in the period over which a condition may be systematic.
  package var window = 3
  /// `minimo_vigencias`: in how many of them it must hold, the period included.
  package var minimumVigencias = 2
  /// `plazo_correccion_dias`: days that a returned route has to come back (I03).
  package var correctionDays = 15
  /// `umbral_avance`: mean progress under which I06 holds, in hundredths of a per cent.
  package var progressThreshold = 50_00
  /// `umbral_incompletas`: share of incomplete actions over which I09 holds, in hundredths of a per
  /// cent.
  package var incompleteThreshold = 50_00
  /// `plazo_reaccion_dias`: days before the cut-off that support must leave to react.
  package var reactionDays = 30
  /// `saber_bajo`: categories whose official establishments are accompanied integrally.
  package var lowSaber: Set<SaberCategory> = [.d]

  package init() {}
}
