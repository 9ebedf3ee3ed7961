"""The large kinds with DuckDB: its own CSV reader and SQL on all cores."""
import csv
import pathlib

import duckdb

from common import (
    ASSISTANCE, CONTROLS, CUTOFF, DECIMAL, EVALUATION_COLUMNS, MONEY, PERIOD, ROUTE_COLUMNS,
    ROUTE_TEXTS, WINDOW, Components, route_files)

FIRST = PERIOD - WINDOW  # the window of the period before begins a vigencia earlier


def facts(folder, registers, threads, rejects=None):
    job = _Job(folder, registers, threads, rejects)
    job.routes()
    job.evaluations()
    return job.facts()


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def _integer(column, least, most):
    return (f"coalesce(length({column}) <= 9 AND regexp_full_match({column}, '[0-9]+') "
            f"AND try_cast({column} AS INTEGER) BETWEEN {least} AND {most}, false)")


def _absent(column):
    """A regular expression, since DuckDB makes a join of a list of words, which loses the order."""
    words = "N/?A|NO APLICA|SIN INFORMACI[OÓ]N|S/D|[-_ ]+"
    return (f"({column} IS NULL OR CASE WHEN length({column}) < 16 "
            f"THEN regexp_full_match(upper({column}), '{words}') ELSE false END)")


def _hundredths(column):
    """A sound decimal as an integer of hundredths."""
    return f"try_cast(try_cast(replace(rtrim({column}, ' %'), ',', '.') AS DECIMAL(14, 2)) * 100 AS BIGINT)"


def _day(column):
    """A date in one of the accepted forms; the usual one is tried first."""
    return (f"CASE WHEN {column} IS NULL THEN NULL ELSE coalesce(try_cast({column} AS DATE), "
            f"try_strptime({column}, ['%d/%m/%Y', '%d-%m-%Y'])::DATE) END")


class _Job:
    def __init__(self, folder, registers, threads, rejects):
        self.folder, self.rejects = folder, rejects
        self.db = duckdb.connect(":memory:", config={"threads": threads})
        self.db.register("schools", registers.active.select("dane").to_arrow())
        self.db.execute("CREATE TABLE active AS SELECT * FROM schools")
        self.components = Components()
        self.tally = {}

    def _read(self, files, columns):
        names = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in columns) + "}"
        paths = "[" + ", ".join(_quoted(path) for path in files) + "]"
        return (f"read_csv({paths}, delim = ';', quote = '\"', escape = '\"', header = true, "
                f"columns = {names}, store_rejects = true, filename = true, auto_detect = false)")

    def _name_components(self):
        """Which component each pair of componente and edicion names."""
        pairs = self.db.execute("SELECT DISTINCT componente, edicion FROM raw").fetchall()
        found = [(text, edition, self.components.find(text, edition)) for text, edition in pairs]
        self.db.execute(
            "CREATE OR REPLACE TABLE named (componente VARCHAR, edicion VARCHAR, component INTEGER)")
        if found:
            self.db.executemany("INSERT INTO named VALUES (?, ?, ?)", found)

    # MARK: rg-382

    def routes(self):
        files = route_files(self.folder)
        numbers = [pathlib.Path(path).relative_to(self.folder).as_posix() for path in files]
        self.db.execute("CREATE TYPE source AS ENUM (" + ", ".join(map(_quoted, files)) + ")")
        self.names = dict(zip(files, numbers))
        texts = "concat_ws('', " + ", ".join(ROUTE_TEXTS) + ")"
        decimals = " AND ".join(
            f"({c} IS NULL OR regexp_full_match({c}, '{DECIMAL}') OR {_absent(c)})"
            for c in ("linea_base", "valor_meta", "valor_logrado"))
        dates = " AND ".join(
            f"(({raw} IS NULL) OR coalesce({name} BETWEEN DATE '2000-01-01' AND DATE '2100-12-31', false))"
            for raw, name in (("fecha_inicio", "starts"), ("fecha_fin", "ends"),
                              ("fecha_seguimiento", "follow")))
        kept = ", ".join(ROUTE_COLUMNS) if self.rejects else "NULL"
        record = f"CASE WHEN NOT ok THEN concat_ws(';', {kept}) END AS record," if self.rejects else ""
        self.db.execute(f"""
          CREATE TABLE raw AS
          SELECT filename::source AS file, componente, edicion, vig, dane, version, opp, goal, act, starts, ends, follow,
            progress, base, target, reached, has_indicator, incomplete, ask, opp_text, {record}
            ok AND coalesce(ends >= starts, true) AS ok
          FROM (
            SELECT *, CASE WHEN vig = {PERIOD} THEN oportunidad END AS opp_text,
              (vig IS NOT NULL AND dane IS NOT NULL AND version IS NOT NULL AND componente IS NOT NULL
               AND opp IS NOT NULL AND goal IS NOT NULL AND act IS NOT NULL AND oportunidad IS NOT NULL
               AND meta IS NOT NULL AND accion IS NOT NULL
               AND NOT regexp_matches({texts}, '{CONTROLS}')
               AND {decimals} AND {dates}
               AND (avance IS NULL OR coalesce(progress BETWEEN 0 AND 10000
                 AND regexp_full_match(avance, '{DECIMAL}'), false))
               AND (presupuesto IS NULL OR regexp_full_match(presupuesto, '{MONEY}'))
               AND (edicion IS NULL OR edicion IN ('2008', '2026'))
               AND (ask IS NOT NULL)) AS ok
            FROM (
              SELECT * EXCLUDE (version),
                CASE WHEN {_integer('vigencia', 2000, 2100)} THEN vigencia::INTEGER END AS vig,
                CASE WHEN length(codigo_dane) = 12 AND regexp_full_match(codigo_dane, '[0-9]+')
                  THEN codigo_dane::BIGINT END AS dane,
                CASE WHEN version IS NULL THEN 1 WHEN {_integer('version', 1, 999999999)}
                  THEN version::INTEGER END AS version,
                CASE WHEN {_integer('oportunidad_no', 1, 999)} THEN oportunidad_no::SMALLINT END AS opp,
                CASE WHEN {_integer('meta_no', 1, 999)} THEN meta_no::SMALLINT END AS goal,
                CASE WHEN {_integer('accion_no', 1, 9999)} THEN accion_no::SMALLINT END AS act,
                {_day('fecha_inicio')} AS starts, {_day('fecha_fin')} AS ends,
                {_day('fecha_seguimiento')} AS follow, {_hundredths('avance')} AS progress,
                {_hundredths('linea_base')} AS base, {_hundredths('valor_meta')} AS target,
                {_hundredths('valor_logrado')} AS reached, NOT {_absent('indicador')} AS has_indicator,
                {_absent('responsable')} OR {_absent('recursos')} OR fecha_inicio IS NULL
                  OR fecha_fin IS NULL AS incomplete,
                CASE upper(requiere_asistencia) WHEN 'INTEGRAL' THEN 1 WHEN 'PUNTUAL' THEN 2
                  WHEN 'CAPACITACION' THEN 3 WHEN 'CAPACITACIÓN' THEN 3 WHEN 'NO' THEN 0
                  ELSE CASE WHEN requiere_asistencia IS NULL THEN 0 END END AS ask
              FROM {self._read(files, ROUTE_COLUMNS)}))""")
        self._name_components()
        self.db.execute("""
          CREATE TABLE sound AS
          SELECT raw.rowid AS place, raw.* EXCLUDE (componente, edicion, ok), component
          FROM raw JOIN named ON raw.componente IS NOT DISTINCT FROM named.componente
            AND raw.edicion IS NOT DISTINCT FROM named.edicion
          WHERE ok AND component IS NOT NULL""")
        self._settle()

    def _settle(self):
        """Keys, numbering, directory and versions, in their order; what is left is `counting`."""
        route = "file, dane, vig, version"
        self.db.execute(f"""
          CREATE TABLE repeated AS
          SELECT place FROM sound JOIN (
            SELECT {route}, act, min(place) AS first FROM sound
            GROUP BY ALL HAVING count(*) > 1) USING ({route}, act)
          WHERE place > first;
          CREATE TABLE unique_rows AS SELECT * FROM sound ANTI JOIN repeated USING (place);
          CREATE TABLE misnumbered AS
          SELECT place FROM unique_rows JOIN (
            SELECT {route}, opp, arg_min(component, place) AS fixed FROM unique_rows
            GROUP BY {route}, opp HAVING min(component) <> max(component)) USING ({route}, opp)
          WHERE component <> fixed;
          INSERT INTO misnumbered
          SELECT place FROM unique_rows JOIN (
            SELECT {route}, goal, arg_min(opp, place) AS fixed
            FROM unique_rows ANTI JOIN misnumbered USING (place)
            GROUP BY {route}, goal HAVING min(opp) <> max(opp)) USING ({route}, goal)
          WHERE opp <> fixed;
          DROP TABLE sound;
          CREATE TABLE known AS
          SELECT * FROM unique_rows ANTI JOIN misnumbered USING (place)
          WHERE dane IN (SELECT dane FROM active);
          DROP TABLE unique_rows;
          CREATE TABLE elsewhere AS
          SELECT dane, vig, version, min(file) AS file FROM known GROUP BY dane, vig, version;
          CREATE TABLE standing AS SELECT known.* FROM known JOIN elsewhere USING (dane, vig, version, file);
          DROP TABLE known;
          CREATE TABLE highest AS SELECT dane, vig, max(version) AS version FROM standing GROUP BY dane, vig;
          CREATE TABLE counting AS
          SELECT * REPLACE (
            CASE WHEN follow > cut THEN NULL ELSE follow END AS follow,
            CASE WHEN follow > cut THEN 0 ELSE coalesce(progress, 0) END AS progress,
            CASE WHEN follow > cut THEN NULL ELSE reached END AS reached)
          FROM (SELECT standing.*, CASE WHEN vig = {PERIOD} THEN DATE '{CUTOFF}'
                  ELSE make_date(vig, 12, 31) END AS cut
                FROM standing JOIN highest USING (dane, vig, version));""")
        counts = [dict(self.db.execute(
            f"SELECT file::VARCHAR, count(*) FROM {name} GROUP BY file").fetchall())
            for name in ("raw", "counting", "standing")]
        beyond = dict(self.db.execute("""
          SELECT file_path, count(DISTINCT line) FROM reject_errors JOIN reject_scans
          USING (scan_id, file_id) GROUP BY ALL""").fetchall())
        for path, name in self.names.items():
            rows, counting, standing = (count.get(path, 0) for count in counts)
            read = rows + beyond.get(path, 0)
            self.tally[name] = (read, counting, standing - counting, read - standing)
        self.db.execute("""
          CREATE TABLE came AS SELECT DISTINCT dane, vig FROM raw WHERE dane IS NOT NULL AND vig IS NOT NULL""")
        self._read_overflowing()
        if self.rejects:
            self._write_rejects()
        self.db.execute("DROP TABLE raw; DROP TABLE standing")

    def _read_overflowing(self):
        """EE and vigencia of rows with too many fields, which DuckDB sets aside as text."""
        lines = self.db.execute("SELECT csv_line FROM reject_errors").fetchall()
        keys = set()
        for fields in csv.reader((line for line, in lines), delimiter=";"):
            if len(fields) > 1 and fields[0].isdigit() and len(fields[1]) == 12 and fields[1].isdigit():
                keys.add((int(fields[1]), int(fields[0])))
        if keys:
            self.db.executemany("INSERT INTO came VALUES (?, ?)", sorted(keys))

    def _write_rejects(self):
        self.db.execute(f"""
          COPY (
            SELECT file::VARCHAR, raw.rowid, record FROM raw
            WHERE raw.rowid NOT IN (SELECT place FROM standing)
            UNION ALL SELECT file_path, line, csv_line FROM reject_errors
              JOIN reject_scans USING (scan_id, file_id))
          TO '{self.rejects}' (HEADER)""")

    # MARK: autoevaluacion

    def evaluations(self):
        files = [str(self.folder / "autoevaluacion.csv")]
        self.db.execute(f"""
          CREATE TABLE raw AS
          SELECT componente, edicion,
            CASE WHEN {_integer('vigencia', 2000, 2100)} THEN vigencia::INTEGER END AS vig,
            CASE WHEN length(codigo_dane) = 12 AND regexp_full_match(codigo_dane, '[0-9]+')
              THEN codigo_dane::BIGINT END AS dane,
            CASE WHEN {_integer('valoracion', 1, 4)} THEN valoracion::TINYINT END AS level,
            edicion IS NULL OR edicion IN ('2008', '2026') AS ok
          FROM {self._read(files, EVALUATION_COLUMNS)}""")
        self._name_components()
        self.db.execute("""
          CREATE TABLE valued AS
          SELECT dane, vig, component, arg_min(level, place) AS level
          FROM (SELECT raw.rowid AS place, vig, dane, component, level
            FROM raw JOIN named ON raw.componente IS NOT DISTINCT FROM named.componente
              AND raw.edicion IS NOT DISTINCT FROM named.edicion
            WHERE ok AND vig IS NOT NULL AND dane IS NOT NULL AND level IS NOT NULL
              AND component IS NOT NULL)
          WHERE dane IN (SELECT dane FROM active)
          GROUP BY dane, vig, component""")
        read = self.db.execute("SELECT count(*) FROM raw").fetchone()[0]
        accepted = self.db.execute("SELECT count(*) FROM valued").fetchone()[0]
        self.tally["autoevaluacion.csv"] = (read, accepted, 0, read - accepted)
        self.db.execute("DROP TABLE raw")

    # MARK: facts

    def facts(self):
        last = PERIOD - 1
        self._editions()
        self.db.execute(f"""
          CREATE TABLE opps AS
          SELECT dane, vig, opp, any_value(component) AS component, any_value(version) AS version,
            count(*) AS rows, count(*) FILTER (progress = 10000) AS done,
            count(*) FILTER (ends < cut AND progress <> 10000) AS late, sum(progress)::BIGINT AS progress,
            bool_or(coalesce(starts <= cut, false)) AS started, bool_or(follow IS NOT NULL) AS followed,
            count(*) FILTER (ends <= cut) AS due,
            coalesce(sum(progress) FILTER (ends <= cut), 0)::BIGINT AS due_progress,
            count(*) FILTER (incomplete) AS incomplete, bool_or(ask = 1) AS asks_integral,
            bool_or(ask = 2) AS asks_puntual, bool_or(ask = 3) AS asks_capacitacion,
            any_value(file) AS file, min(place) AS place, arg_min(opp_text, place) AS text
          FROM counting WHERE vig BETWEEN {FIRST} AND {PERIOD} GROUP BY dane, vig, opp;
          CREATE TABLE goals AS
          SELECT dane, vig, goal, any_value(opp) AS opp, any_value(component) AS component,
            bool_or(has_indicator) AS has_indicator, arg_min(base, place) AS base,
            arg_min(target, place) AS target, arg_min(reached, place) AS reached
          FROM counting WHERE vig BETWEEN {FIRST} AND {PERIOD} GROUP BY dane, vig, goal;
          CREATE TABLE pairs AS SELECT DISTINCT dane, vig, component FROM opps;
          CREATE TABLE comparable AS
          SELECT DISTINCT dane, edition FROM (
            SELECT dane, vig, edition FROM pairs JOIN editions USING (component) WHERE vig = {PERIOD})
          SEMI JOIN (SELECT dane, edition FROM pairs JOIN editions USING (component) WHERE vig = {last})
          USING (dane, edition)""")
        queries = self._queries(last)
        return {name: self.db.sql(query).pl() for name, query in queries.items()} | {
            "tally": self.tally}

    def _editions(self):
        self.db.execute("CREATE TABLE editions (component INTEGER, edition VARCHAR)")
        rows = [(place, row["edition"]) for place, row in enumerate(self.components.rows)]
        self.db.executemany("INSERT INTO editions VALUES (?, ?)", rows)

    def _queries(self, last):
        logro = "greatest(0, least(1, (coalesce(reached, base) - base)::DOUBLE / (target - base)))"
        return {
            "routes": """
              SELECT dane, vig, any_value(version) AS version, sum(rows)::BIGINT AS rows,
                sum(done)::BIGINT AS done, sum(late)::BIGINT AS late, sum(progress)::BIGINT AS progress,
                bool_or(started) AS started, bool_or(followed) AS followed, sum(due)::BIGINT AS due,
                sum(due_progress)::BIGINT AS due_progress, sum(incomplete)::BIGINT AS incomplete,
                count(*) AS opportunities, bool_or(asks_integral) AS asks_integral,
                bool_or(asks_puntual) AS asks_puntual, bool_or(asks_capacitacion) AS asks_capacitacion
              FROM opps GROUP BY dane, vig""",
            "goals": f"""
              SELECT dane, vig, count(*) AS goals, count(*) FILTER (measurable) AS measurable,
                count(*) FILTER (measurable AND logro = 1) AS met,
                sum(logro) FILTER (measurable) AS logro
              FROM (SELECT *, {logro} AS logro, coalesce(has_indicator AND base <> target, false)
                AS measurable FROM goals) GROUP BY dane, vig""",
            "came": "SELECT DISTINCT * FROM came",
            "components": f"""
              SELECT * FROM (SELECT dane, component, sum(rows)::BIGINT AS rows, sum(done)::BIGINT AS done,
                sum(late)::BIGINT AS late, sum(progress)::BIGINT AS progress, count(*) AS opportunities
                FROM opps WHERE vig = {PERIOD} GROUP BY dane, component)
              JOIN (SELECT dane, component, count(*) AS goals FROM goals WHERE vig = {PERIOD}
                GROUP BY dane, component) USING (dane, component)""",
            "changes": f"""
              WITH now AS (SELECT dane, component FROM pairs JOIN editions USING (component)
                  SEMI JOIN comparable USING (dane, edition) WHERE vig = {PERIOD}),
                old AS (SELECT dane, component FROM pairs JOIN editions USING (component)
                  SEMI JOIN comparable USING (dane, edition) WHERE vig = {last}),
                gone AS (SELECT dane, component, coalesce(a.level > b.level, false) AS better
                  FROM old ANTI JOIN now USING (dane, component)
                  LEFT JOIN (SELECT * FROM valued WHERE vig = {PERIOD}) a USING (dane, component)
                  LEFT JOIN (SELECT * FROM valued WHERE vig = {last}) b USING (dane, component))
              SELECT component, sum(n)::BIGINT AS nuevas, sum(p)::BIGINT AS persistentes,
                sum(s)::BIGINT AS superadas, sum(r)::BIGINT AS retiradas FROM (
                SELECT component, 1 AS n, 0 AS p, 0 AS s, 0 AS r FROM now ANTI JOIN old
                  USING (dane, component)
                UNION ALL SELECT component, 0, 1, 0, 0 FROM now SEMI JOIN old USING (dane, component)
                UNION ALL SELECT component, 0, 0, better::INTEGER, (NOT better)::INTEGER FROM gone)
              GROUP BY component""",
            "levels": f"""
              SELECT vig, component, level, count(*) AS count FROM valued
              WHERE vig IN ({PERIOD}, {last}) GROUP BY ALL""",
            "transitions": f"""
              SELECT a.component, b.level AS before, a.level AS after, count(*) AS count
              FROM valued a JOIN valued b USING (dane, component)
              WHERE a.vig = {PERIOD} AND b.vig = {last} GROUP BY ALL""",
            "evaluated": f"""
              SELECT dane, vig, bool_or(level = 1) AND NOT bool_or(level = 1 AND there) AS neglected
              FROM (SELECT valued.*, pairs.dane IS NOT NULL AS there FROM valued
                LEFT JOIN pairs USING (dane, vig, component) WHERE vig BETWEEN {FIRST} AND {PERIOD})
              GROUP BY dane, vig""",
            "opportunities": f"""
              SELECT dane, opp AS number, component, text, rows, progress FROM opps
              WHERE vig = {PERIOD} ORDER BY file, place""",
        }
