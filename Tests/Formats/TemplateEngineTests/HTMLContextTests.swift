import Testing

@testable import TemplateEngine

/// Where in HTML data may stand: found while a template is compiled.
struct HTMLContextTests {
  static let shape = Shape([
    Field("x", .text, ""), Field("p", .plain, ""), Field("l", .link, ""), Field("m", .measure, ""),
    Field("n", .integer, ""), Field("f", .flag, ""), Field("i", .image, ""),
    Field("filas", .list(Shape([Field("y", .text, "")])), ""),
  ])

  @Test(
    arguments: [
      ("<script>var a = '{{x}}'</script>", .rawText(element: "script")),
      ("<SCRIPT src=a>{{x}}</SCRIPT>", .rawText(element: "script")),
      ("<script></scrip >{{x}}</script>", .rawText(element: "script")),
      ("<script>< /script></ script></scripts>{{x}}</script>", .rawText(element: "script")),
      ("<style>p { width: {{m}} }</style>", .rawText(element: "style")),
      ("<!-- {{x}} -->", .comment), ("<!doctype {{x}}>", .comment), ("<!-- > {{x}}", .comment),
      ("<p class={{x}}>", .unquotedAttribute), ("<p class=a{{x}}>", .unquotedAttribute),
      ("<a href=a/b{{x}}>", .unquotedAttribute),
      ("<p class = {{p}}>", .unquotedAttribute),
      ("<{{x}}>", .tag), ("<p{{x}}>", .tag), ("<p {{x}}>", .tag), ("<p a{{x}}=\"1\">", .tag),
      ("<p a='1'{{x}}>", .tag), ("</{{x}}>", .tag), ("<p a=\"1\"=\"{{x}}\">", .tag),
      ("<p onclick=\"{{x}}\">", .eventAttribute("onclick")),
      ("<p a OnLoad = 'f({{n}})'>", .eventAttribute("onload")),
      ("<iframe srcdoc=\"{{x}}\">", .codeAttribute("srcdoc")),
      ("<p style=\"color:{{x}}\">", .styleAttribute),
      ("<p style=\"width:{{n}}\">", .styleAttribute),
      ("<img alt=\"{{i}}\">", .notAnImageSource), ("<img src={{i}}>", .notAnImageSource),
      ("<p>{{i}}</p>", .notAnImageSource), ("<a href=\"{{i}}\">", .notAnImageSource),
      ("<img src=\"a{{i}}\">", .notAnImageSource), ("<script src=\"{{i}}\">", .notAnImageSource),
      ("<img src=\"{{i}}{{x}}\">", .linkStart(attribute: "src")),
      ("<a href=\"{{x}}\">", .linkStart(attribute: "href")),
      ("<a href='  {{p}}'>", .linkStart(attribute: "href")),
      ("<img src=\"{{x}}\">", .linkStart(attribute: "src")),
      ("<a href=\"java{{x}}\">", .linkStart(attribute: "href")),
      ("<a href=\"javascript:f({{x}})\">", .linkStart(attribute: "href")),
      ("<a href=\"java\nscript:{{p}}\">", .linkStart(attribute: "href")),
      ("<a href=\"javascript:{{l}}\">", .linkStart(attribute: "href")),
      ("<a href=\"{{l}}{{x}}\">", .linkStart(attribute: "href")),
      ("<use xlink:href=\"{{x}}\"/>", .linkStart(attribute: "xlink:href")),
      ("<a href=\"{{#f}}a/{{/f}}{{x}}\">", .linkStart(attribute: "href")),
    ] as [(String, TemplateError.UnsafePlace)])
  func refusesUnsafePlaces(_ template: String, _ place: TemplateError.UnsafePlace) {
    let found = errors(template, Self.shape).map(\.problem)
    #expect(found.first { $0 != .unclosedMarkup } == .unsafePlace(place), "\(found)")
  }

  @Test(arguments: [
    "<p>{{x}}</p>", "<p title=\"{{x}}\" class='{{x}}'>{{x}}</p>", "a < b {{x}} > c",
    "<script>var a = '<b>';</script>{{x}}", "<script>a</scr</SCRIPT>{{x}}",
    "<script>a << </ </s < /script></script\n>{{x}}", "<style></style>{{x}}",
    "<script>\"</scripty\"</script >{{x}}",
    "<!-- a > b -->{{x}}", "<!---->{{x}}", "<!doctype html>{{x}}", "<?xml version=\"1.0\"?>{{x}}",
    "<a href=\"establecimientos/{{x}}.html\">", "<a href=\"{{l}}\">", "<a href=\"#{{x}}\">",
    "<a href=\"mailto:{{x}}\">", "<a href=\"{{n}}\">", "<rect width=\"{{m}}\" x=\"{{m}}\"/>",
    "<p style=\"width:{{m}}%;color:{{p}}\">", "<br/>{{x}}", "<p a=b>{{x}}",
    "<p a=\"'\" b='\"' c=\">{{x}}\">", "<svg><title>{{x}}</title></svg>",
    "<p{{#f}} class=\"a\"{{/f}}>{{x}}</p>", "<input {{#f}}checked{{/f}}>{{x}}",
    "<p class=\"a{{#f}} b {{x}}{{/f}}\">", "{{#filas}}<p>{{y}}</p>{{/filas}}",
    "<p {{#filas}} data-a=\"{{y}}\"{{/filas}}>", "{{#f}}<script>a</script>{{/f}}{{x}}",
  ])
  func allowsSafePlaces(_ template: String) {
    #expect(errors(template, Self.shape) == [])
  }

  @Test(arguments: [
    "{{#f}}<p {{/f}}>", "{{#f}}<!--{{/f}}-->", "<p a=\"{{#f}}\"{{/f}} b=\"\">",
    "{{#f}}<script>{{/f}}</script>", "<p {{#f}}a={{/f}}\"b\">",
    "<a {{#f}}href{{/f}}=\"b\">{{#f}}<{{/f}}",
    "<p a{{#f}}=\"1\"{{/f}}>", "<p {{#filas}}a{{/filas}}>",
  ])
  func refusesSectionsThatBreakTheMarkup(_ template: String) {
    #expect(errors(template, Self.shape).map(\.problem).contains(.sectionBreaksMarkup))
  }

  @Test func refusesAnUnfinishedDocument() {
    let found = errors("<p>\n<p title=\"a\n", Self.shape)
    #expect(found.map(\.problem) == [.unclosedMarkup])
    #expect(found.map(\.place.line) == [2])
  }

  @Test func followsTheMarkupThroughInclusions() {
    let partials = ["p": "{{x}}", "base": "<p title={{$b}}1{{/b}}>"]
    #expect(
      errors("<script>{{>p}}</script>", Self.shape, partials: partials).map(\.problem)
        == [.unsafePlace(.rawText(element: "script"))])
    #expect(
      errors("{{<base}}{{$b}}{{x}}{{/b}}{{/base}}", Self.shape, partials: partials).map(\.problem)
        == [.unsafePlace(.unquotedAttribute)])
  }
}
