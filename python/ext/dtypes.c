/* NumPy's element types and our codes. */
#include "host.h"

host_code host_code_of_unit(host_code kind, const PyArray_DatetimeMetaData *unit) {
    return unit->num == 1 && unit->base >= 0 && unit->base <= NPY_FR_GENERIC ? (host_code)(kind + unit->base) : 0;
}

host_code host_code_of_descr(PyArray_Descr *descr) {
    int typenum = descr->type_num;
    if (!PyArray_ISNBO(descr->byteorder)) {
        return 0;
    }
    if (typenum == NPY_DATETIME || typenum == NPY_TIMEDELTA) {
        const PyArray_DatetimeDTypeMetaData *data = (void *)PyDataType_C_METADATA(descr);
        return host_code_of_unit(typenum == NPY_DATETIME ? CODE_DATETIME : CODE_TIMEDELTA, &data->meta);
    }
    return typenum >= 0 && typenum < HOST_TYPENUMS ? host_code_of_typenum[typenum] : 0;
}

PyArray_Descr *host_descr_of_code(host_code code) {
    static const char *units[] = {"Y", "M", "W", "", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"};
    if (!host_is_time(code)) {
        return PyArray_DescrFromType(host_typenum_of_code[code]);
    }
    char letter = code < CODE_TIMEDELTA ? 'M' : 'm';
    int unit = (int)code - (int)(letter == 'M' ? CODE_DATETIME : CODE_TIMEDELTA);
    PyObject *name = unit == NPY_FR_GENERIC ? PyUnicode_FromFormat("%c8", letter)
                                            : PyUnicode_FromFormat("%c8[%s]", letter, units[unit]);
    PyArray_Descr *descr = NULL;
    if (name != NULL) {
        PyArray_DescrConverter(name, &descr);
        Py_DECREF(name);
    }
    return descr;
}
