# pmi · reglas de construcción (GNU make).
#
#  1. `make run` y `make test` bastan en una copia limpia: instalan lo que falta, compilan y ejecutan.
#  2. Toda receta corre en la raíz del repositorio, desde donde se llame a make, y su ruta puede traer
#     espacios (`make -C ruta run`, `make -f ruta/Makefile run`).
#  3. Toda receta es un solo guion de bash estricto: el primer fallo la termina.
#  4. Repetir una receta no cambia nada: lo instalado no se reinstala y lo publicado no se repite.
#  5. Todo lo compilado queda en `.build*`; los informes, en `salida`. Nada más se escribe fuera del
#     repositorio, salvo con `install`.
#  6. Cada receta lleva tras `##` la línea con la que la presenta `make`.

MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help setup build release run test test-browser test-interop test-spark properties oracle coverage mutants torture fuzz sanitize \
	lint format peers bench bench-quick scale install deb test-deb test-systemd clean

PREFIX ?= /usr/local
DESTDIR ?=
export PREFIX DESTDIR

# La raíz, por el entorno, para que ninguna comilla ni espacio de la ruta llegue a la receta.
export PMI_MAKEFILE := $(MAKEFILE_LIST)
enter = cd "$$(dirname "$${PMI_MAKEFILE\# }")"

# Con las bibliotecas estáticas de Swift el programa se instala solo y usa menos memoria.
static = resources=$$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p'); \
	flags=(); if [ -d "$${resources}_static" ]; then flags=(--static-swift-stdlib --disable-local-rpath); fi
compile = swift build -c release --product pmi "$${flags[@]}"

# apt_install PAQUETE...: los instala si el sistema es de Debian y se puede.
apt = apt_install() { \
	  local as_root=(); if [ "$$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi; \
	  if ! command -v apt-get > /dev/null || ! "$${as_root[@]}" true 2> /dev/null; then return 0; fi; \
	  echo "Se instala con apt-get: $$*."; \
	  "$${as_root[@]}" apt-get update || echo "No se pudo actualizar la lista de paquetes; se sigue con la que hay." >&2; \
	  "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y "$$@" || true; \
	}

help: ## muestra esta lista
	@$(enter)
	sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

setup: ## instala pkg-config y las bibliotecas del sistema que falten
	@$(enter)
	if ! command -v swift > /dev/null; then
	  echo "Falta Swift 6.1 o posterior. Instálelo desde https://www.swift.org/install/linux/" >&2
	  exit 1
	fi
	packages=(libminizip-dev libxlsxwriter-dev libxml2-dev libzstd-dev pkg-config)
	has_libraries() { pkg-config --exists libxml-2.0 libzstd minizip xlsxwriter 2> /dev/null; }
	if has_libraries; then exit 0; fi
	$(apt)
	apt_install "$${packages[@]}"
	if has_libraries; then exit 0; fi
	exec >&2
	echo "Faltan pkg-config o los archivos de desarrollo de libxml2, minizip, libxlsxwriter o zstd, y no se pudieron instalar."
	echo "Instálelos como administrador y repita la orden:"
	echo "  Debian, Ubuntu:  apt-get install -y $${packages[*]}"
	echo "  Fedora, RHEL:    dnf install -y libxml2-devel minizip-compat-devel libxlsxwriter-devel libzstd-devel pkgconf-pkg-config"
	exit 1

build: setup ## compila para depurar
	@$(enter)
	swift build

release: setup ## compila para usar: .build/release/pmi
	@$(enter)
	$(static)
	$(compile)

run: release ## publica en salida/ los informes de los datos de ejemplo
	@$(enter)
	.build/release/pmi run --input SampleData --period 2025 --as-of 2025-11-30 --output salida
	if [ -f salida/2025/current/html/index.html ]; then
	  echo "Abra el tablero en un navegador: $$PWD/salida/2025/current/html/index.html"
	else
	  echo "Las tablas están en: $$PWD/salida/2025/current/csv"
	fi

test: setup ## compila y ejecuta todas las pruebas
	@$(enter)
	swift test

properties: setup ## prueba las reglas con TERRITORIES (1000) territorios al azar
	@$(enter)
	PMI_TERRITORIES=$${TERRITORIES:-1000} swift test -c release -Xswiftc -enable-testing \
	  --scratch-path .build-properties --filter PropertyTests

oracle: release ## compara las tablas con un segundo cálculo, en TERRITORIES (200) territorios
	@$(enter)
	python3 Tests/Oracle/check.py .build/release/pmi --territories "$${TERRITORIES:-200}"

coverage: setup ## mide qué líneas ejecutan las pruebas
	@$(enter)
	Tests/Coverage/measure

mutants: setup ## cambia las reglas una por una y cuenta los cambios que las pruebas notan
	@$(enter)
	python3 Tests/Mutation/mutants.py

test-browser: release ## abre las páginas en Chromium: accesibilidad, HTML, enlaces, ataques; con capturas
	@$(enter)
	missing=()
	needs() { command -v "$$1" > /dev/null || missing+=("$${@:2}"); }
	needs chromium chromium
	needs chromedriver chromium-driver
	needs pdftoppm poppler-utils
	needs java default-jre-headless
	python3 -c 'import ensurepip' 2> /dev/null || missing+=(python3-venv)
	if [ $${#missing[@]} -gt 0 ]; then
	  as_root=()
	  if [ "$$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
	  echo "Se instalan con apt-get: $${missing[*]}"
	  "$${as_root[@]}" apt-get update -q
	  "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
	    --no-install-recommends "$${missing[@]}"
	fi
	Tests/Browser/run .build/release/pmi

test-interop: build ## prueba lo que se escribe con programas ajenos (frictionless, lxml, openpyxl, LibreOffice)
	@$(enter)
	Packaging/tools soffice=libreoffice-calc
	venv=.build/interop
	if ! cmp -s Tests/Interop/requirements.txt "$$venv/requirements.txt"; then
	  if ! python3 -m venv --clear "$$venv"; then
	    echo "Falta el módulo venv de Python: apt-get install -y python3-venv" >&2
	    exit 1
	  fi
	  "$$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Interop/requirements.txt
	  cp Tests/Interop/requirements.txt "$$venv/requirements.txt"
	fi
	"$$venv/bin/python" Tests/Interop/check.py .build/debug/pmi
	"$$venv/bin/python" Tests/Interop/office.py .build/debug/pmi

test-spark: release ## consolida FILES (18000) archivos en Apache Spark, mata un trabajador y compara los bytes
	@$(enter)
	$(apt)
	missing=()
	if ! java -version 2>&1 | grep 'version "\(17\|21\)' > /dev/null; then missing+=(openjdk-17-jre-headless); fi
	if ! python3 -c 'import ensurepip' 2> /dev/null; then missing+=(python3-venv); fi
	if [ $${#missing[@]} -gt 0 ]; then apt_install "$${missing[@]}"; fi
	venv=.build/spark
	if ! cmp -s Integrations/spark/requirements.txt "$$venv/requirements.txt"; then
	  python3 -m venv --clear "$$venv"
	  "$$venv/bin/pip" install --quiet --disable-pip-version-check -r Integrations/spark/requirements.txt
	  cp Integrations/spark/requirements.txt "$$venv/requirements.txt"
	fi
	"$$venv/bin/python" Tests/Spark/check.py .build/release/pmi .build/spark-work "$${FILES:-18000}"

torture: release build ## maltrata el programa: lo mata, le quita el disco, le da entradas hostiles (SHORT=1, SEED=n)
	@$(enter)
	$(apt)
	if ! command -v strace > /dev/null || ! command -v python3 > /dev/null; then apt_install strace python3; fi
	Tests/Torture/torture $(if $(SHORT),--short) $(if $(SEED),--seed $(SEED)) $(CHECKS)

sanitize: setup ## ejecuta todas las pruebas con los sanitizadores (SANITIZERS="address thread")
	@$(enter)
	Tests/Sanitizers/run $(SANITIZERS)

fuzz: setup ## busca entradas que hagan caer el programa o discrepar dos caminos (FUZZ_SECONDS=n por objetivo)
	@$(enter)
	Tests/Fuzz/run $(or $(FUZZ_SECONDS),60)
	Tests/Fuzz/against-python $(or $(FUZZ_TABLES),100000)

lint: ## revisa el estilo del código
	@$(enter)
	swift format lint --strict --parallel --recursive Sources Tests Templates Package.swift

format: ## da al código el estilo acordado
	@$(enter)
	swift format format --in-place --parallel --recursive Sources Tests Templates Package.swift

peers: ## instala los programas con que se compara (Python, en .build/bench; xmllint)
	@$(enter)
	wanted=()
	if ! command -v xmllint > /dev/null; then wanted+=(libxml2-utils); fi
	if ! python3 -c 'import ensurepip' 2> /dev/null; then wanted+=(python3-venv); fi
	if [ "$${#wanted[@]}" -gt 0 ]; then
	  as_root=()
	  if [ "$$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
	  echo "Se instalan $${wanted[*]} con apt-get."
	  "$${as_root[@]}" apt-get update || echo "No se pudo actualizar la lista de paquetes; se sigue con la que hay." >&2
	  "$${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y "$${wanted[@]}"
	fi
	if ! cmp -s Benchmarks/requirements.txt .build/bench/venv/installed.txt; then
	  python3 -m venv .build/bench/venv
	  .build/bench/venv/bin/pip install --quiet --disable-pip-version-check -r Benchmarks/requirements.txt
	  cp Benchmarks/requirements.txt .build/bench/venv/installed.txt
	fi

bench: release peers ## mide el programa y los demás con los mismos datos (unos 8 GB, cerca de una hora)
	@$(enter)
	Benchmarks/run

bench-quick: release peers ## lo mismo con pocos datos
	@$(enter)
	Benchmarks/run --quick

scale: release ## mide los resultados parciales con un país de 18.000 establecimientos (unos 3 GB)
	@$(enter)
	Benchmarks/scale

install: release ## instala el programa en $(DESTDIR)$(PREFIX)/bin
	@$(enter)
	install -d "$$DESTDIR$$PREFIX/bin"
	install -m 0755 -s .build/release/pmi "$$DESTDIR$$PREFIX/bin/pmi"
	echo "Instalado: $$DESTDIR$$PREFIX/bin/pmi"

deb: release ## hace y revisa el paquete de Debian: .build/deb/pmi_<versión>_<arquitectura>.deb
	@$(enter)
	Packaging/tools dpkg-shlibdeps=dpkg-dev strip=binutils lintian=lintian cmark-gfm=cmark-gfm man=man-db
	Packaging/build-deb
	Packaging/check-deb

test-deb: deb ## instala el paquete en un Debian mínimo y lo prueba; pide root y tarda minutos
	@$(enter)
	Packaging/tools debootstrap=debootstrap
	Packaging/test-deb

test-systemd: deb ## arranca un Debian mínimo con systemd y prueba el servicio y su temporizador; pide root
	@$(enter)
	Packaging/tools debootstrap=debootstrap systemd-nspawn=systemd-container
	Packaging/test-systemd

clean: ## borra lo compilado; los informes publicados no se tocan
	@$(enter)
	rm -rf .build .build-*
