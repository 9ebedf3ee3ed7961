import Testing

@testable import TemplateEngine

struct InheritanceTests {
  @Test(arguments: cases)
  func replacesBlocks(_ spec: SpecCase) throws {
    let result = try rendered(spec.template, spec.data, partials: spec.partials)
    #expect(result == spec.expected, "\(spec.name)")
  }

  static let cases = [
    SpecCase("default", "{{$title}}Default title{{/title}}\n", [:], "Default title\n"),
    SpecCase("variable", "{{$foo}}a {{bar}} b{{/foo}}\n", ["bar": "baz"], "a baz b\n"),
    SpecCase("section", "{{$f}}a {{#b}}{{c}}{{/b}}{{/f}}\n", ["b": ["c": "d"]], "a d\n"),
    SpecCase("inverted", "{{$f}}a {{^b}}three{{/b}}{{/f}}\n", ["b": false], "a three\n"),
    SpecCase(
      "inherit", "{{<include}}{{/include}}\n", [:], "default content",
      partials: ["include": "{{$foo}}default content{{/foo}}"]),
    SpecCase(
      "overridden", "{{<super}}{{$title}}sub title{{/title}}{{/super}}", [:], "...sub title...",
      partials: ["super": "...{{$title}}Default title{{/title}}..."]),
    SpecCase(
      "data does not override", "{{<include}}{{$var}}var in template{{/var}}{{/include}}",
      ["var": "var in data"], "var in template",
      partials: ["include": "{{$var}}var in include{{/var}}"]),
    SpecCase(
      "after text", "test {{<parent}}{{$stuff}}override{{/stuff}}{{/parent}}", [:],
      "test override", partials: ["parent": "{{$stuff}}...{{/stuff}}"]),
    SpecCase(
      "two parents",
      "test {{<p}}{{$s}}override1{{/s}}{{/p}} {{<p}}{{$s}}override2{{/s}}{{/p}}\n", [:],
      "test |override1 default| |override2 default|\n",
      partials: ["p": "|{{$s}}...{{/s}}{{$default}} default{{/default}}|"]),
    SpecCase(
      "override with line breaks", "{{<p}}{{$b}}\npeaked\n\n:(\n{{/b}}{{/p}}", [:],
      "peaked\n\n:(\n", partials: ["p": "{{$b}}peaking{{/b}}"]),
    SpecCase(
      "indentation of the parent stays", "{{<p}}{{$n}}hammer time{{/n}}{{/p}}", [:],
      "stop:\n  hammer time\n", partials: ["p": "stop:\n  {{$n}}listen{{/n}}\n"]),
    SpecCase(
      "only one override", "{{<p}}{{$b}}override two{{/b}}{{/p}}", [:],
      "new default one, override two",
      partials: ["p": "{{$a}}new default one{{/a}}, {{$b}}new default two{{/b}}"]),
    SpecCase(
      "as a partial too", "{{>p}}|{{<p}}{{/p}}", [:], "default content|default content",
      partials: ["p": "{{$foo}}default content{{/foo}}"]),
    SpecCase(
      "a parent inside itself", "{{<p}}{{$foo}}override{{/foo}}{{/p}}", [:],
      "override override override don't recurse",
      partials: [
        "p": "{{$foo}}default content{{/foo}} {{$bar}}{{<p2}}{{/p2}}{{/bar}}",
        "p2":
          "{{$foo}}p2 default{{/foo}} {{<p}}{{$bar}}don't recurse{{/bar}}{{/p}}",
      ]),
    SpecCase(
      "several levels", "{{<p}}{{$a}}c{{/a}}{{/p}}", [:], "c",
      partials: [
        "p": "{{<older}}{{$a}}p{{/a}}{{/older}}",
        "older": "{{<grand}}{{$a}}o{{/a}}{{/grand}}", "grand": "{{$a}}g{{/a}}",
      ]),
    SpecCase(
      "several levels, no override", "{{<p}}{{/p}}", [:], "p",
      partials: [
        "p": "{{<older}}{{$a}}p{{/a}}{{/older}}",
        "older": "{{<grand}}{{$a}}o{{/a}}{{/grand}}", "grand": "{{$a}}g{{/a}}",
      ]),
    SpecCase(
      "a block inside a replacement", "{{<p}}{{$b}}hijo{{/b}}{{/p}}", [:], "[a hijo]",
      partials: ["p": "{{<g}}{{$a}}a {{$b}}b{{/b}}{{/a}}{{/g}}", "g": "[{{$a}}{{/a}}]"]),
    SpecCase(
      "block scope", "{{<p}}{{$b}}I say {{fruit}}.{{/b}}{{/p}}",
      ["fruit": "apples", "nested": ["fruit": "bananas"]], "I say bananas.",
      partials: ["p": "{{#nested}}{{$b}}You say {{fruit}}.{{/b}}{{/nested}}"]),
    SpecCase(
      "standalone parent", "Hi,\n  {{<p}}\n  {{/p}}\n", [:], "Hi,\n  one\n  two\n",
      partials: ["p": "one\ntwo\n"]),
    SpecCase(
      "an empty block keeps its line", "{{<p}}{{$b}}x{{/b}}{{/p}}", [:], "Hi,\n  x\n|",
      partials: ["p": "Hi,\n  {{$b}}{{/b}}\n|"]),
    SpecCase(
      "a block of the same name inside a replacement",
      "{{<p}}{{$a}}[{{$a}}inner{{/a}}]{{/a}}{{/p}}", [:], "[inner]",
      partials: ["p": "{{$a}}x{{/a}}"]),
    SpecCase(
      "page layout",
      "{{<base}}\n{{$titulo}}RG-220{{/titulo}}\n{{$cuerpo}}\n<p>{{n}}</p>\n{{/cuerpo}}\n{{/base}}\n",
      ["n": 3], "<title>RG-220</title>\n<main>\n<p>3</p>\n</main>\n",
      partials: [
        "base":
          "<title>{{$titulo}}{{/titulo}}</title>\n<main>\n{{$cuerpo}}\n{{/cuerpo}}\n</main>\n"
      ]),
    SpecCase(
      "through a partial of the parent", "{{<p}}{{$t}}nuevo{{/t}}{{/p}}", [:], "<h1>nuevo</h1>",
      partials: ["p": "{{>head}}", "head": "<h1>{{$t}}viejo{{/t}}</h1>"]),
  ]
}
