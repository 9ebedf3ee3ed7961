import Glibc

extension PublishingError {
  /// The whole sentence for a terminal: what was expected, which path, why not.
  package var message: String {
    switch self {
    case .heldByAnotherRun(let lock):
      "otra ejecución de pmi está usando esta salida (candado «\(lock)»); espere a que termine y "
        + "repita, o use otra carpeta de salida."
    case .refused(let step, let path, let code):
      "\(step.expectation) «\(path)»: \(SystemError(code: code).explanation)."
    case .unusablePath(let path):
      "no se puede publicar un documento con la ruta «\(path)»; se esperaba una ruta relativa, sin "
        + "«.» ni «..», y distinta de «manifest.json»."
    case .unfinished(let path):
      "el documento «\(path)» no se terminó de escribir; no se publicó nada."
    case .abandoned: "la ejecución se interrumpió; no se publicó nada."
    }
  }
}

extension PublishingStep {
  /// What should have been possible, up to the path.
  package var expectation: String {
    switch self {
    case .makeFolder: "se esperaba poder crear la carpeta"
    case .openFolder: "se esperaba poder abrir la carpeta"
    case .listFolder: "se esperaba poder leer el contenido de la carpeta"
    case .lock: "se esperaba poder poner el candado"
    case .createFile: "se esperaba poder crear el archivo"
    case .writeFile: "se esperaba poder escribir el archivo"
    case .readFile: "se esperaba poder leer el archivo"
    case .synchronize: "se esperaba que el disco confirmara la escritura de"
    case .moveIntoPlace: "se esperaba poder mover la ejecución terminada a su lugar"
    case .replaceDamaged:
      "se esperaba poder reemplazar la ejecución dañada (si el disco no lo permite, muévala a otra "
        + "carpeta y repita)"
    case .moveAside: "se esperaba poder apartar"
    case .readLink: "se esperaba poder leer el enlace"
    case .swapLink: "se esperaba poder cambiar el enlace de la última ejecución"
    case .remove: "se esperaba poder borrar"
    }
  }
}

extension SystemError {
  /// The reason in Spanish; one that is rare here keeps its number.
  package var explanation: String {
    switch code {
    case ENOSPC: "no queda espacio en el disco"
    case EDQUOT: "se agotó la cuota de disco del usuario"
    case EACCES, EPERM: "no hay permiso"
    case EROFS: "el disco es de solo lectura"
    case EIO: "el disco falló al leer o escribir"
    case EFBIG: "el archivo supera el tamaño que admite el disco"
    case ENOENT: "no existe"
    case EEXIST: "ya existe"
    case ENOTDIR: "se esperaba una carpeta y hay otra cosa, o un enlace simbólico"
    case EISDIR: "hay una carpeta donde no debía"
    case ENOTEMPTY: "la carpeta no está vacía"
    case ELOOP: "hay un enlace simbólico, o demasiadas carpetas anidadas"
    case ENAMETOOLONG: "el nombre es demasiado largo"
    case EMFILE, ENFILE: "hay demasiados archivos abiertos"
    case EBUSY: "está en uso"
    case ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL: "el disco no admite esta operación"
    case ENOMEM: "no alcanza la memoria"
    case ESTALE: "la carpeta de red ya no está disponible"
    default: "error \(code) del sistema"
    }
  }
}
