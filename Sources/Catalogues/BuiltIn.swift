import Delimited
import Model

/// The catalogues that come inside the program; a configuration may replace each of them.
package enum BuiltIn {
  package static func componentsFile() -> [UInt8] { PackageResources.gestion_catalog_csv }
  package static func componentAliasesFile() -> [UInt8] {
    PackageResources.gestion_catalog_aliases_csv
  }
  package static func municipalitiesFile() -> [UInt8] {
    PackageResources.municipalities_santander_csv
  }
  /// Of the whole country, for runs of several entities.
  package static func countryFile() -> [UInt8] { PackageResources.municipalities_colombia_csv }
  package static func entitiesFile() -> [UInt8] { PackageResources.entities_csv }
  package static func columnAliasesFile() -> [UInt8] { PackageResources.column_aliases_csv }
}
