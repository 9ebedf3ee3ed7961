import Testing

@testable import TemplateEngine

/// The behaviour of the public Mustache specification, in cases of our own; what differs from it
/// on purpose is listed in Docs/Templates-deviations.md.
struct MustacheSpecTests {
  @Test(arguments: variables + dottedNames)
  func writesVariables(_ spec: SpecCase) throws {
    try check(spec)
  }

  @Test(arguments: sections + iterators)
  func repeatsSections(_ spec: SpecCase) throws {
    try check(spec)
  }

  @Test(arguments: inverted)
  func invertsSections(_ spec: SpecCase) throws {
    try check(spec)
  }

  @Test(arguments: standalone)
  func removesLinesOfTagsAlone(_ spec: SpecCase) throws {
    try check(spec)
  }

  @Test(arguments: comments + delimiters)
  func dropsCommentsAndChangesDelimiters(_ spec: SpecCase) throws {
    try check(spec)
  }

  @Test(arguments: partials)
  func includesPartials(_ spec: SpecCase) throws {
    try check(spec)
  }

  private func check(_ spec: SpecCase) throws {
    let result = try rendered(spec.template, spec.data, partials: spec.partials)
    #expect(result == spec.expected, "\(spec.name)")
  }

  static let variables = [
    SpecCase("no tags", "Hello from {Mustache}!\n", [:], "Hello from {Mustache}!\n"),
    SpecCase("empty template", "", [:], ""),
    SpecCase("basic", "Hello, {{subject}}!\n", ["subject": "world"], "Hello, world!\n"),
    SpecCase("no re-interpolation", "{{t}}: {{p}}", ["t": "{{p}}", "p": "3"], "{{p}}: 3"),
    SpecCase("escaping", "{{x}}", ["x": "& \" < >"], "&amp; &quot; &lt; &gt;"),
    SpecCase("integer", "\"{{mph}} miles an hour!\"", ["mph": 85], "\"85 miles an hour!\""),
    SpecCase(
      "absent is nothing", "I ({{cannot}}) be seen!", ["cannot": .absentText], "I () be seen!"),
    SpecCase("surrounding blanks", "| {{s}} |", ["s": "---"], "| --- |"),
    SpecCase("standalone keeps its line", "  {{s}}\n", ["s": "---"], "  ---\n"),
    SpecCase("padding", "|{{ s }}|", ["s": "---"], "|---|"),
    SpecCase("line breaks in a tag", "|{{\n s\t}}|", ["s": "---"], "|---|"),
    SpecCase("letters of any script", "{{año}}", ["año": "2025"], "2025"),
    SpecCase("data with line breaks", "{{a}}|", ["a": "1\r\n2"], "1\r\n2|"),
  ]

  static let dottedNames = [
    SpecCase(
      "dotted name", "{{person.name}} == {{#person}}{{name}}{{/person}}",
      ["person": ["name": "Joe"]], "Joe == Joe"),
    SpecCase(
      "any depth", "{{a.b.c.d.e.name}}",
      ["a": ["b": ["c": ["d": ["e": ["name": "Phil"]]]]]], "Phil"),
    SpecCase(
      "absent on the way", "[{{a.name}}]", ["a": .absentRecord(["name"])], "[]"),
    SpecCase(
      "first part resolution", "{{#a}}{{b.c.name}}{{/a}}",
      ["a": ["x": ""], "b": ["c": ["name": "Phil"]]], "Phil"),
    SpecCase(
      "section over a dotted name", "{{#a.b}}{{c}}{{/a.b}}", ["a": ["b": ["c": "Here"]]], "Here"),
    SpecCase("dotted flag", "[{{#a.b}}Here{{/a.b}}]", ["a": ["b": false]], "[]"),
  ]

  static let sections = [
    SpecCase("truthy", "{{#b}}shown{{/b}}", ["b": true], "shown"),
    SpecCase("falsey", "[{{#b}}hidden{{/b}}]", ["b": false], "[]"),
    SpecCase(
      "record", "{{#context}}Hi {{name}}.{{/context}}", ["context": ["name": "Joe"]], "Hi Joe."),
    SpecCase("absent record", "[{{#c}}{{name}}{{/c}}]", ["c": .absentRecord(["name"])], "[]"),
    SpecCase(
      "parent contexts", "{{#sec}}{{a}}, {{b}}, {{c.d}}{{/sec}}",
      ["a": "foo", "b": "wrong", "sec": ["b": "bar"], "c": ["d": "baz"]], "foo, bar, baz"),
    SpecCase("list", "{{#l}}{{item}}{{/l}}", ["l": [["item": 1], ["item": 2]]], "12"),
    SpecCase("empty list", "[{{#l}}Yay lists!{{/l}}]", ["l": []], "[]"),
    SpecCase(
      "deeply nested", "{{#a}}{{one}}{{#b}}{{one}}{{two}}{{#c}}{{one}}{{three}}{{/c}}{{/b}}{{/a}}",
      ["a": ["one": 1, "x": 0], "b": ["two": 2, "x": 0], "c": ["three": 3, "x": 0]], "11213"),
    SpecCase(
      "nested lists", "{{#l}}{{n}}{{#m}}-{{n}}{{o}}{{/m}};{{/l}}",
      ["l": [["n": 1, "m": [["o": 7], ["o": 8]]], ["n": 2, "m": []]]], "1-17-18;2;"),
    SpecCase(
      "doubled", "{{#b}}\n* first\n{{/b}}\n* {{two}}\n{{#b}}\n* third\n{{/b}}\n",
      ["b": true, "two": "second"], "* first\n* second\n* third\n"),
    SpecCase(
      "nested truthy", "| A {{#b}}B {{#b}}C{{/b}} D{{/b}} E |", ["b": true], "| A B C D E |"),
    SpecCase(
      "nested falsey", "| A {{#b}}B {{#b}}C{{/b}} D{{/b}} E |", ["b": false], "| A  E |"),
    SpecCase("surrounding blanks", " | {{#b}}\t|\t{{/b}} | \n", ["b": true], " | \t|\t | \n"),
    SpecCase(
      "internal blanks", " | {{#b}} {{! note }}\n {{/b}} | \n", ["b": true], " |  \n  | \n"),
    SpecCase(
      "two on a line keep it", " {{#b}}YES{{/b}}\n {{#b}}GOOD{{/b}}\n", ["b": true],
      " YES\n GOOD\n"),
    SpecCase("padding", "|{{# b }}={{/ b }}|", ["b": true], "|=|"),
  ]

  static let iterators = [
    SpecCase("implicit text", "{{#l}}({{.}}){{/l}}", ["l": ["a", "b", "c"]], "(a)(b)(c)"),
    SpecCase("implicit integer", "{{#l}}({{.}}){{/l}}", ["l": [1, 2, 3]], "(1)(2)(3)"),
    SpecCase("implicit escapes", "{{#l}}({{.}}){{/l}}", ["l": ["&", "<"]], "(&amp;)(&lt;)"),
  ]

  static let inverted = [
    SpecCase("falsey", "{{^b}}shown{{/b}}", ["b": false], "shown"),
    SpecCase("truthy", "[{{^b}}hidden{{/b}}]", ["b": true], "[]"),
    SpecCase("record", "[{{^c}}hidden{{/c}}]", ["c": ["name": "Joe"]], "[]"),
    SpecCase("absent record", "[{{^c}}shown{{/c}}]", ["c": .absentRecord(["x"])], "[shown]"),
    SpecCase("list", "[{{^l}}hidden{{/l}}]", ["l": [["n": 1]]], "[]"),
    SpecCase("empty list", "[{{^l}}Empty{{/l}}]", ["l": []], "[Empty]"),
    SpecCase(
      "doubled", "{{^b}}\n* first\n{{/b}}\n* {{two}}\n{{^b}}\n* third\n{{/b}}\n",
      ["b": false, "two": "second"], "* first\n* second\n* third\n"),
    SpecCase(
      "nested", "| A {{^b}}B {{^b}}C{{/b}} D{{/b}} E |", ["b": false], "| A B C D E |"),
    SpecCase("dotted", "[{{^a.b}}Not here{{/a.b}}]", ["a": ["b": false]], "[Not here]"),
    SpecCase(
      "surrounds its section", "{{^l}}none{{/l}}{{#l}}{{.}}{{/l}}", ["l": ["x"]], "x"),
  ]

  static let standalone = [
    SpecCase(
      "lines", "| This Is\n{{#b}}\n|\n{{/b}}\n| A Line\n", ["b": true], "| This Is\n|\n| A Line\n"),
    SpecCase(
      "indented lines", "| This Is\n  {{#b}}\n|\n  {{/b}}\n| A Line\n", ["b": true],
      "| This Is\n|\n| A Line\n"),
    SpecCase("CRLF", "|\r\n{{#b}}\r\n{{/b}}\r\n|", ["b": true], "|\r\n|"),
    SpecCase("without previous line", "  {{#b}}\n#{{/b}}\n/", ["b": true], "#\n/"),
    SpecCase("without newline", "#{{#b}}\n/\n  {{/b}}", ["b": true], "#\n/\n"),
    SpecCase(
      "inverted lines", "| This Is\n{{^b}}\n|\n{{/b}}\n| A Line\n", ["b": false],
      "| This Is\n|\n| A Line\n"),
    SpecCase(
      "two tags on a line keep it", "{{#b}}x{{#b}}\n{{/b}}{{/b}}\n|", ["b": true], "x\n\n|"),
  ]

  static let comments = [
    SpecCase("inline", "12345{{! Comment }}67890", [:], "1234567890"),
    SpecCase(
      "multiline", "12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", [:],
      "1234567890\n"),
    SpecCase("standalone", "Begin.\n{{! alone }}\nEnd.\n", [:], "Begin.\nEnd.\n"),
    SpecCase("indented standalone", "Begin.\n  {{! alone }}\nEnd.\n", [:], "Begin.\nEnd.\n"),
    SpecCase("standalone CRLF", "|\r\n{{! alone }}\r\n|", [:], "|\r\n|"),
    SpecCase("without previous line", "  {{! first }}\n!", [:], "!"),
    SpecCase("without newline", "!\n  {{! last }}", [:], "!\n"),
    SpecCase(
      "multiline standalone", "Begin.\n{{!\nSomething...\n}}\nEnd.\n", [:], "Begin.\nEnd.\n"),
    SpecCase("indented inline", "  12 {{! 34 }}\n", [:], "  12 \n"),
    SpecCase("surrounding blanks", "12345 {{! Comment }} 67890", [:], "12345  67890"),
    SpecCase("any content", "a{{! {{ <>&\" }}b", [:], "ab"),
  ]

  static let delimiters = [
    SpecCase("pair", "{{=<% %>=}}(<%text%>)", ["text": "Hey!"], "(Hey!)"),
    SpecCase("special characters", "({{=[ ]=}}[text])", ["text": "It worked!"], "(It worked!)"),
    SpecCase(
      "sections",
      "[\n{{#s}}\n  {{d}}\n  |d|\n{{/s}}\n\n{{= | | =}}\n|#s|\n  {{d}}\n  |d|\n|/s|\n]\n",
      ["s": true, "d": "I got it"],
      "[\n  I got it\n  |d|\n\n  {{d}}\n  I got it\n]\n"),
    SpecCase(
      "not inherited by partials", "[ {{>include}} ]\n{{= | | =}}\n[ |>include| ]\n",
      ["value": "yes"], "[ .yes. ]\n[ .yes. ]\n", partials: ["include": ".{{value}}."]),
    SpecCase(
      "not left by partials", "[ {{>include}} ]\n[ .{{value}}.  .|value|. ]\n", ["value": "yes"],
      "[ .yes.  .yes. ]\n[ .yes.  .|value|. ]\n",
      partials: ["include": ".{{value}}. {{= | | =}} .|value|."]),
    SpecCase("surrounding blanks", "| {{=@ @=}} |", [:], "|  |"),
    SpecCase("standalone", "Begin.\n{{=@ @=}}\nEnd.\n", [:], "Begin.\nEnd.\n"),
    SpecCase("standalone CRLF", "|\r\n{{= @ @ =}}\r\n|", [:], "|\r\n|"),
    SpecCase("without previous line", "  {{=@ @=}}\n=", [:], "="),
    SpecCase("without newline", "=\n  {{=@ @=}}", [:], "=\n"),
    SpecCase("padding", "|{{= @   @ =}}|", [:], "||"),
  ]

  static let partials = [
    SpecCase("basic", "\"{{>text}}\"", [:], "\"from partial\"", partials: ["text": "from partial"]),
    SpecCase(
      "context", "\"{{>partial}}\"", ["text": "content"], "\"*content*\"",
      partials: ["partial": "*{{text}}*"]),
    SpecCase(
      "nested", "{{>outer}}", ["a": "hello", "b": "world"], "*hello world!*",
      partials: ["outer": "*{{a}} {{>inner}}*", "inner": "{{b}}!"]),
    SpecCase(
      "surrounding blanks", "| {{>partial}} |", [:], "| \t|\t |", partials: ["partial": "\t|\t"]),
    SpecCase(
      "inline indentation", "  {{d}}  {{> partial}}\n", ["d": "|"], "  |  >\n>\n",
      partials: ["partial": ">\n>"]),
    SpecCase(
      "standalone CRLF", "|\r\n{{>partial}}\r\n|", [:], "|\r\n>|", partials: ["partial": ">"]),
    SpecCase(
      "without previous line", "  {{>partial}}\n>", [:], "  >\n  >>",
      partials: ["partial": ">\n>"]),
    SpecCase(
      "without newline", ">\n  {{>partial}}", [:], ">\n  >\n  >", partials: ["partial": ">\n>"]),
    SpecCase(
      "standalone indentation", "\\\n {{>partial}}\n/\n", ["content": "<\n->"],
      "\\\n |\n &lt;\n-&gt;\n |\n/\n", partials: ["partial": "|\n{{content}}\n|\n"]),
    SpecCase(
      "indentation adds up", "  {{>a}}\n", ["f": true], "  1\n    2\n\n    3\n",
      partials: ["a": "1\n  {{>b}}\n", "b": "{{#f}}\n2\n\n3\n{{/f}}\n"]),
    SpecCase("padding", "|{{> partial }}|", ["b": true], "|[]|", partials: ["partial": "[]"]),
    SpecCase(
      "in a list", "{{#l}}\n{{>row}}\n{{/l}}\n", ["l": [["n": 1], ["n": 2]], "t": "x"],
      "1x\n2x\n", partials: ["row": "{{n}}{{t}}\n"]),
  ]
}
