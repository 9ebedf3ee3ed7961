import Model
import Pipeline

let a = CommandLine.arguments
func opt(_ n: String) -> String? { a.firstIndex(of: n).flatMap { $0 + 1 < a.count ? a[$0+1] : nil } }
let p = Int(opt("--period")!)!
let c = opt("--as-of")!.split(separator: "-").map { Int($0)! }
var request = RunRequest(input: opt("--input")!, output: opt("--output")!, judgement: Judgement(period: p, cutoff: Day(year: c[0], month: c[1], day: c[2])!), dialect: opt("--csv-dialect") ?? "excel-es", jobs: Int(opt("--jobs") ?? "2")!)
request.writesPages = false
try Run(request).execute()
