import ArgumentParser
import Foundation
import Model
import Pipeline

/// The configuration that several verbs take.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Archivo YAML de configuración.", valueName: "archivo"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  func read() throws(RunFailure) -> (configuration: Configuration, folder: String) {
    guard let config else { return (Configuration(), ".") }
    do throws(ConfigurationError) {
      let folder = (config as NSString).deletingLastPathComponent
      return (try ConfigurationFile.read(config), folder.isEmpty ? "." : folder)
    } catch {
      throw .configuration(error)
    }
  }
}

/// The period and cut-off of the command line.
enum JudgementArguments {
  static func judgement(period: Int, asOf: String?) throws -> Judgement {
    guard (2000...2100).contains(period) else {
      throw ValidationError("--period espera un año entre 2000 y 2100.")
    }
    let cutoff = try asOf.map(day) ?? min(today, Day.endOfYear(period))
    guard cutoff >= Day.startOfYear(period) else {
      throw ValidationError(
        "La fecha de corte (\(cutoff.iso)) es anterior al 1 de enero de \(period). Se espera --as-of dentro del periodo o después."
      )
    }
    return Judgement(period: period, cutoff: cutoff)
  }

  private static func day(_ text: String) throws -> Day {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isNumber) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      let result = Day(year: year, month: month, day: day)
    else { throw ValidationError("--as-of espera una fecha AAAA-MM-DD, como 2025-11-30.") }
    return result
  }

  /// Today in America/Bogota, which is five hours behind UTC all year.
  private static var today: Day {
    let seconds = Int(Date().timeIntervalSince1970.rounded(.down)) - 5 * 3600
    return Day(number: Int32(seconds / 86_400))
  }
}

enum Jobs {
  /// The number of threads: as given, or as many as there are cores.
  static func count(_ given: Int?) throws -> Int {
    guard let given else { return ProcessInfo.processInfo.activeProcessorCount }
    guard (1...256).contains(given) else {
      throw ValidationError("--jobs espera un número de hilos entre 1 y 256.")
    }
    return given
  }
}
