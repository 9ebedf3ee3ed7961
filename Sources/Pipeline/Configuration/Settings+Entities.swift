import Catalogues
import Model

extension Settings {
  /// The entities of a run of several, checked against the catalogues; `nil` in a run of one.
  ///
  /// Throws for a code that no entity has, and for a municipality that no entity is responsible for.
  static func jurisdiction(
    _ configuration: Configuration, _ municipalities: Municipalities, _ folder: String
  ) throws(ConfigurationError) -> Jurisdiction? {
    guard configuration.entities != .own else { return nil }
    let entities = try entities(configuration, folder)
    let file = configuration.entitiesFile ?? ""
    let chosen = try chosen(configuration.entities, of: entities)
    let orphan = municipalities.all.first { entities.entity(of: $0.code) == nil }
    if let orphan {
      throw ConfigurationError(
        file: file, line: 0,
        message:
          "El municipio \(orphan.code.text), \(orphan.name), no es de ninguna entidad. Se espera en el catálogo de entidades el municipio o su departamento."
      )
    }
    return Jurisdiction(entities: entities, chosen: chosen)
  }

  private static func entities(
    _ configuration: Configuration, _ folder: String
  ) throws(ConfigurationError) -> TerritorialEntities {
    let file = try bytes(configuration.entitiesFile, folder) ?? BuiltIn.entitiesFile()
    do throws(CatalogueError) {
      return try CatalogueFiles.entities(file)
    } catch {
      throw problem(error, in: configuration.entitiesFile ?? "")
    }
  }

  private static func chosen(
    _ selection: EntitySelection, of entities: TerritorialEntities
  ) throws(ConfigurationError) -> Set<EntityCode> {
    guard case .listed(let codes) = selection else { return Set(entities.all.map(\.code)) }
    if let unknown = codes.first(where: { entities[$0] == nil }) {
      throw ConfigurationError(
        file: "", line: 0,
        message:
          "La entidad \(unknown.text) no está en el catálogo de entidades. Se esperan códigos de departamentos (68) o de municipios certificados (68001)."
      )
    }
    return Set(codes)
  }
}
