import Consolidation
import Foundation
import Irregularities
import Model

extension Run {
  /// Reads and judges as a run does, and tells why each condition holds or does not for one
  /// establishment; publishes nothing and needs no output.
  ///
  /// Lines of at most `width` characters. Throws `.unknownEstablishment` for one that is not an active
  /// one of the directory.
  package func explain(_ code: DaneCode, width: Int) throws -> String {
    let outcome = try intake(scratch: NSTemporaryDirectory())
    let territory = outcome.territory(judgement: request.judgement, settings: settings)
    guard let place = territory.establishments.firstIndex(where: { $0.code == code }) else {
      throw RunFailure.unknownEstablishment(code.text)
    }
    let report = ReportBuilding.input(
      territory, settings: settings, outcome: outcome, files: outcome.fileReports)
    // Where there are several entities, an establishment is judged within its own.
    let part = territory.parts().first { $0.places.contains(place) }
    let evaluation = Evaluation(
      part?.territory ?? territory, judgement: request.judgement,
      thresholds: settings.configuration.thresholds)
    let trails = evaluation.trails(
      of: part?.places.firstIndex(of: place) ?? place,
      part == nil ? report.irregularities : evaluation.run())
    return EstablishmentExplanation(report, place: place, trails: trails).text(width: width)
  }
}
