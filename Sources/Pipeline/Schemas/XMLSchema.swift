import Model
import Reading

/// The XML Schema (1.0) of a kind of record: what it accepts, the program reads.
///
/// It can't say everything: no document type declaration, a fin after its inicio, keys over several
/// files and the directory are for the program alone. It asks for a little more than the program
/// does: vigencia on every row, and in the nested form the order of contract 1 §4.
struct XMLSchema {
  fileprivate let kind: RecordKind
  fileprivate var types: XMLSchemaTypes

  static func text(_ kind: RecordKind, _ vocabulary: Vocabulary) -> String {
    var schema = XMLSchema(kind: kind, types: XMLSchemaTypes(vocabulary))
    return schema.text()
  }

  private mutating func text() -> String {
    let element = kind == .routes ? routes() : rows()
    let lines =
      [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">",
        "  <xs:annotation>",
        "    <xs:documentation xml:lang=\"es\">\(SchemaTexts.title(kind))</xs:documentation>",
        "  </xs:annotation>",
      ] + element + types.declarations
      + ["</xs:schema>"]
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: - Flat

  /// A root with rows; each field is an attribute or a child element.
  private mutating func rows() -> [String] {
    var elements: [String] = []
    var attributes: [String] = []
    for column in kind.columns {
      elements.append("              " + declaration(column.camelCase, column))
      let type = types.name(of: column)
      attributes.append(
        "            <xs:attribute name=\"\(column.camelCase)\" type=\"\(type)\"/>")
    }
    return [
      "  <xs:element name=\"\(kind.rootElement)\">", "    <xs:complexType>", "      <xs:sequence>",
      "        <xs:element name=\"\(kind.rowElement)\" minOccurs=\"0\" maxOccurs=\"unbounded\">",
      "          <xs:complexType>", "            <xs:all>",
    ] + elements + ["            </xs:all>"] + attributes + ["          </xs:complexType>"]
      + kind.columns.flatMap(presence)
      + ["        </xs:element>", "      </xs:sequence>"] + rootAttributes
      + ["    </xs:complexType>", "  </xs:element>"]
  }

  /// A required field stands once, an optional one at most once, in either form: a key over the row
  /// itself wants exactly one node, a uniqueness refuses two.
  private func presence(_ column: Column) -> [String] {
    let name = column.camelCase
    let (constraint, mark) = column.isRequired ? ("key", "uno") : ("unique", "alSumoUno")
    return [
      "          <xs:\(constraint) name=\"\(mark)-\(name)\">",
      "            <xs:selector xpath=\".\"/>",
      "            <xs:field xpath=\"@\(name)|\(name)\"/>",
      "          </xs:\(constraint)>",
    ]
  }

  // MARK: - Nested

  private mutating func routes() -> [String] {
    root("ruta", type: "tipoRuta", unique: ("accion-unica", "oportunidad/meta/accion", "@no"))
      + type("tipoRuta", of: "ruta", inner: ("oportunidad", "tipoOportunidad"))
      + type("tipoOportunidad", of: "oportunidad", inner: ("meta", "tipoMeta"))
      + type("tipoMeta", of: "meta", inner: ("accion", "tipoAccion"))
      + type("tipoAccion", of: "accion", inner: nil) + indicator()
  }

  private func root(
    _ row: String, type: String, unique: (name: String, path: String, field: String)
  ) -> [String] {
    [
      "  <xs:element name=\"\(kind.rootElement)\">", "    <xs:complexType>", "      <xs:sequence>",
      "        <xs:element name=\"\(row)\" type=\"\(type)\" minOccurs=\"0\" maxOccurs=\"unbounded\">",
      "          <xs:unique name=\"\(unique.name)\">",
      "            <xs:selector xpath=\"\(unique.path)\"/>",
      "            <xs:field xpath=\"\(unique.field)\"/>", "          </xs:unique>",
      "        </xs:element>", "      </xs:sequence>",
    ] + rootAttributes + ["    </xs:complexType>", "  </xs:element>"]
  }

  /// The type of an element of the nested form: its fields, then the elements inside it.
  private mutating func type(
    _ name: String, of element: String, inner: (name: String, type: String)?
  ) -> [String] {
    var content: [String] = []
    for field in fields(of: element) where !field.isAttribute {
      if field.name == "indicador" {
        content.append("<xs:element name=\"indicador\" type=\"tipoIndicador\" minOccurs=\"0\"/>")
      } else {
        content.append(declaration(field.name, field.column))
      }
    }
    if let inner {
      content.append(
        "<xs:element name=\"\(inner.name)\" type=\"\(inner.type)\" maxOccurs=\"unbounded\"/>")
    }
    // Fields of an acción come in any order: nothing in it is repeated.
    let group = inner == nil ? "xs:all" : "xs:sequence"
    return ["  <xs:complexType name=\"\(name)\">", "    <\(group)>"]
      + content.map { "      " + $0 } + ["    </\(group)>"] + attributes(of: element, indent: 4)
      + ["  </xs:complexType>"]
  }

  /// The text of an indicador with its values as attributes.
  private mutating func indicator() -> [String] {
    let base = types.name(of: kind.columns[RouteColumn.indicador.rawValue])
    return [
      "  <xs:complexType name=\"tipoIndicador\">", "    <xs:simpleContent>",
      "      <xs:extension base=\"\(base)\">",
    ] + attributes(of: "indicador", indent: 8)
      + ["      </xs:extension>", "    </xs:simpleContent>", "  </xs:complexType>"]
  }

  private mutating func attributes(of element: String, indent: Int) -> [String] {
    var lines: [String] = []
    for field in fields(of: element) where field.isAttribute {
      let use = field.column.isRequired ? " use=\"required\"" : ""
      let type = types.name(of: field.column)
      lines.append("<xs:attribute name=\"\(field.name)\" type=\"\(type)\"\(use)/>")
    }
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }

  private struct RouteField {
    let name: String
    let isAttribute: Bool
    let column: Column
  }

  /// The columns that stand in an element of the nested form.
  private func fields(of element: String) -> [RouteField] {
    zip(InputDocument.routePlaces, kind.columns).compactMap { place, column in
      let parts = place.split(separator: "/")
      guard parts.count == 2, parts[0] == element else { return nil }
      let isAttribute = parts[1].hasPrefix("@")
      return RouteField(
        name: String(parts[1].drop { $0 == "@" }), isAttribute: isAttribute, column: column)
    }
  }

  // MARK: - Both

  private mutating func declaration(_ name: String, _ column: Column) -> String {
    let optional = column.isRequired && kind == .routes ? "" : " minOccurs=\"0\""
    return "<xs:element name=\"\(name)\" type=\"\(types.name(of: column))\"\(optional)/>"
  }

  private var rootAttributes: [String] {
    ["vigencia", "formato"].map {
      "      <xs:attribute name=\"\($0)\" type=\"xs:string\"/>"
    }
  }
}
