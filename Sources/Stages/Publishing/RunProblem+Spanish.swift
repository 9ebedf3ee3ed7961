extension RunProblem {
  /// The whole sentence for a terminal: what was expected and what there is.
  package var message: String {
    switch self {
    case .noRun(let code):
      "se esperaba la carpeta de una ejecución publicada y no se pudo abrir: "
        + "\(SystemError(code: code).explanation)."
    case .noManifest: "falta «manifest.json»: la carpeta no es una ejecución publicada completa."
    case .unreadableManifest(let fault): "«manifest.json» no se entiende: \(fault.explanation)."
    case .missing(let path): "falta «\(path)», que el manifiesto nombra."
    case .notAFile(let path): "«\(path)» debía ser un archivo y es otra cosa."
    case .unreadable(let path, let code):
      "«\(path)» no se pudo leer: \(SystemError(code: code).explanation)."
    case .changed(let path, let expected, let found) where expected.bytes != found.bytes:
      "«\(path)» cambió: el manifiesto dice \(expected.bytes) bytes y tiene \(found.bytes)."
    case .changed(let path, let expected, let found):
      "«\(path)» cambió: el manifiesto dice SHA-256 \(expected.digest.hex) y tiene "
        + "\(found.digest.hex)."
    case .truncatedPackage: "el paquete está cortado: termina antes que su contenido."
    case .unreadablePackage(let offset):
      "el paquete deja de tener la forma que escribe «pmi archive» en el byte \(offset + 1)."
    case .surplus(let path): "sobra «\(path)»: el manifiesto no lo nombra."
    }
  }
}

extension ManifestFault {
  /// What is wrong, as the end of a sentence without its full stop.
  package var explanation: String {
    switch self {
    case .syntax(let offset):
      "se esperaba el JSON que escribe pmi y deja de serlo en el byte \(offset + 1)"
    case .tooLarge(let limit): "tiene más de \(limit) bytes"
    case .otherFormat: "se esperaba un manifiesto con «format»: «\(Manifest.format)»"
    case .missingKey(let key): "falta la clave «\(key)»"
    case .unknownKey(let key): "sobra la clave «\(key)»"
    case .repeatedKey(let key): "la clave «\(key)» está repetida"
    case .wrongValue(let key): "el valor de «\(key)» no tiene la forma esperada"
    case .unusablePath(let path):
      "nombra «\(path)»; se esperaba una ruta que no salga de la carpeta de la ejecución"
    case .repeatedPath(let path): "nombra «\(path)» dos veces"
    }
  }
}
