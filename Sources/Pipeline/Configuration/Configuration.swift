import Model
import Reporting
import TemplateEngine

/// What a user may set; every key is optional (contract 4, Configuration).
package struct Configuration: Sendable, Equatable {
  package var entity = Entity()
  package var entities = EntitySelection.own
  package var thresholds = Thresholds()
  package var peiProcesses = ["DIR-1", "ACA-1", "DIR26-1", "ACA26-1"]
  package var infrastructureProcesses = ["ADM-2", "ADM26-2"]
  /// The edition in which names of components are read where a row names none.
  package var edition = 2008
  /// Files that replace the built-in catalogues, relative to the configuration's folder.
  package var catalogueFile: String?
  package var catalogueAliasesFile: String?
  package var municipalitiesFile: String?
  package var entitiesFile: String?
  /// Other names of columns, besides the built-in ones.
  package var columnAliases: [ColumnAlias] = []
  package var dialect = "excel-es"

  package struct ColumnAlias: Sendable, Equatable {
    package let alias: String
    package let column: String
  }

  package init() {}
}

/// Why a configuration can't be used (exit 78).
package struct ConfigurationError: Error, Equatable, Sendable {
  package let file: String
  /// 1-based; 0 where none is known.
  package let line: Int
  /// In Spanish.
  package let message: String
}
