import Model

/// Findings about the values of a row and about its key: R101 to R113.
enum ExplainedRows {
  static let all: [Explanation] = [
    Explanation(
      .r101, "La fila no tiene valor en una columna en la que siempre debe tenerlo.",
      rule:
        "El campo está vacío, solo tiene blancos, guiones o guiones bajos, o, donde no es texto libre, dice N/A, NA, NO APLICA, SIN INFORMACION o S/D.",
      example: "Una acción de rg-382 con la columna meta vacía.",
      remedy:
        "Complete el valor en cada fila. Si en Excel la celda está combinada, repita el valor en todas las filas: en un CSV solo queda en la primera.",
      related: ["R113"]),
    Explanation(
      .r102, "El valor no es un número escrito en una de las formas que se aceptan.",
      rule:
        "Un entero lleva solo dígitos. Un decimal lleva dígitos a ambos lados de la coma o el punto, dos cifras decimales como máximo y no lleva miles. El dinero admite puntos de miles y el signo $.",
      example: "En avance, «45,678», «casi 50» o «,5».",
      remedy:
        "Escriba el número sin palabras ni separador de miles y con dos decimales como máximo, por ejemplo 45,5.",
      related: ["R103"]),
    Explanation(
      .r103, "El número está bien escrito, pero no cabe en el rango de su columna.",
      rule:
        "Cada columna tiene su rango: avance de 0 a 100, valoracion de 1 a 4, vigencia de 2000 a 2100. Ningún entero pasa de 9 dígitos, ni un decimal de 12 antes de la coma.",
      example: "Un avance de 120 o una valoracion de 5.",
      remedy: "Corrija el número para que quede en el rango que dice el mensaje.",
      related: ["R102"]),
    Explanation(
      .r104, "El valor no es una fecha de una forma que se acepte, o no es un día posible.",
      rule:
        "Se acepta AAAA-MM-DD, DD/MM/AAAA y DD-MM-AAAA, con el año de cuatro cifras entre 2000 y 2100; si hay hora, se descarta. Nunca se adivina si un número es el día o el mes.",
      example:
        "«31/02/2025» no existe; «03/31/2025» tiene el mes primero; «31/03/25» tiene el año de dos cifras.",
      remedy: "Escriba la fecha como 2025-03-31 o 31/03/2025.", related: ["R109", "R112"]),
    Explanation(
      .r105, "El valor no es una de las palabras, códigos o nombres que la columna permite.",
      rule:
        "Se compara sin distinguir mayúsculas ni tildes, y los blancos, guiones y guiones bajos seguidos valen como un blanco. El mensaje da los valores permitidos más parecidos. Un nombre que corresponde a dos componentes se rechaza.",
      example: "En modalidad, «INTEGRADA» en lugar de «INTEGRAL».",
      remedy:
        "Cambie el valor por uno de los permitidos. En componente, escriba el código, como DIR-1-2, que nunca es ambiguo.",
      related: ["componente", "modalidad"]),
    Explanation(
      .r106,
      "El código DANE no tiene 12 dígitos, o Excel lo convirtió en un número y destruyó sus cifras. Un código dañado no se repara: podría quedar el de otro establecimiento.",
      rule: "El código son exactamente 12 dígitos, sin puntos, comas ni exponentes.",
      example: "«1,68E+11», «168001000123,0» o «68001000123», al que le falta una cifra.",
      remedy:
        "Dé a la columna el formato Texto antes de escribir, escriba otra vez los 12 dígitos y guarde de nuevo el archivo.",
      related: ["codigo_dane", "X201"]),
    Explanation(
      .r107, "La fila tiene más campos que el encabezado, y los que sobran no están vacíos.",
      rule:
        "Se cuentan los campos después del último del encabezado. Si están vacíos, se aceptan.",
      example:
        "En un CSV separado por «;», la acción dice «Capacitar docentes; hacer seguimiento» sin comillas.",
      remedy:
        "Encierre entre comillas el texto que lleva el separador, o borre lo que sobra al final de la fila.",
      related: ["F008"]),
    Explanation(
      .r108,
      "El texto tiene caracteres de control, que no se pueden mostrar ni imprimir, o la celda trae un error de Excel.",
      rule:
        "Hay caracteres de control distintos de tabulador y saltos de línea, o la celda es un error como #N/A.",
      example: "Un texto copiado de otro sistema con un carácter invisible en medio.",
      remedy:
        "Borre el valor y escríbalo de nuevo, sin pegarlo. Si la celda trae un error, corrija la fórmula.",
      related: ["R101"]),
    Explanation(
      .r109, "La acción termina antes de empezar.",
      rule: "La fecha_fin es anterior a la fecha_inicio de la misma fila.",
      example: "fecha_inicio 2025-06-01 y fecha_fin 2025-03-31.",
      remedy:
        "Corrija una de las dos fechas. Revise que no estén intercambiadas y que el año sea el correcto.",
      related: ["R104"]),
    Explanation(
      .r110, "Ya hay otra fila con la misma clave. Vale la primera en el orden de lectura.",
      rule:
        "La clave es la de cada registro: en rg-382, vigencia, codigo_dane, version y accion_no; en rg-300, vigencia y codigo_dane. Las demás filas con esa clave se rechazan.",
      example: "La acción 7 aparece dos veces en la ruta de un establecimiento.",
      remedy:
        "Si es una repetición, borre la que sobra. Si son dos registros distintos, corrija el número o la fecha que los distingue; si es una corrección de la ruta, envíela con una version mayor.",
      related: ["R111", "X207"]),
    Explanation(
      .r111, "Los números de oportunidad o de meta de la ruta se contradicen.",
      rule:
        "Dentro de una versión de la ruta, cada oportunidad_no pertenece a un solo componente y cada meta_no a una sola oportunidad_no. Se rechaza la fila posterior.",
      example: "La meta 1 está en la oportunidad 1 y otra vez en la oportunidad 2.",
      remedy:
        "Numere las metas seguidas en toda la ruta, sin volver a empezar en cada oportunidad. Haga lo mismo con las oportunidades.",
      related: ["R110"]),
    Explanation(
      .r112,
      "El seguimiento tiene una fecha que para este informe todavía no ha llegado. Se lee como si no estuviera, con su avance y su valor logrado.",
      rule:
        "La fecha_seguimiento es posterior al corte de la vigencia, que es --as-of en el periodo y el 31 de diciembre en las anteriores. Se mira en las filas que cuentan, hasta el periodo.",
      example: "Corte 2025-11-30 y fecha_seguimiento 2025-12-15.",
      remedy:
        "Corrija la fecha si está mal escrita. Si es correcta, el seguimiento contará en un informe con un corte posterior.",
      activity: "actividades 5 y 6", related: ["I05", "I06"]),
    Explanation(
      .r113,
      "La ruta tiene acciones incompletas. Las acciones cuentan, pero les falta algo que el formato pide.",
      rule:
        "A la acción le falta responsable, fecha_inicio, fecha_fin o recursos. Se dice una vez por ruta que cuenta, en la primera de esas filas, con el número de ellas.",
      example: "De 12 acciones, 5 no tienen responsable: un solo hallazgo con el número 5.",
      remedy:
        "Complete responsable, fechas y recursos de esas acciones y envíe la ruta con una version mayor.",
      related: ["I09"]),
  ]
}
