#include <libxml/xmlversion.h>
/* Keeps ICU's headers, which some builds of libxml2 pull in, out of the importer. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
