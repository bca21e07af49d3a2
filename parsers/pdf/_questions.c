/* What pdfium says of many characters or objects of a page, as plain Python objects: the loops of questions.py, which says what each
   of them gives, without ctypes in between; with _runs.h, which makes words of them.

   Nothing is linked against pdfium: `connect` asks for its functions' addresses. The interpreter's lock is held throughout. pdfium checks
   handles that are null and indices beyond the end itself; what a call that fails leaves unwritten is 0. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef void *Handle;
typedef struct { float left, top, right, bottom; } LooseBox;
typedef struct { unsigned red, green, blue, alpha; } Colour;
typedef struct { float a, b, c, d, e, f; } Matrix;

#define FUNCTIONS(DO) \
    DO(FPDFText_GetTextObject, Handle, (Handle text, int index)) \
    DO(FPDFText_GetLooseCharBox, int, (Handle text, int index, LooseBox *box)) \
    DO(FPDFText_GetFillColor, int, (Handle text, int index, unsigned *red, unsigned *green, unsigned *blue, unsigned *alpha)) \
    DO(FPDFText_GetMatrix, int, (Handle text, int index, Matrix *matrix)) \
    DO(FPDFText_GetFontSize, double, (Handle text, int index)) \
    DO(FPDFTextObj_GetFont, Handle, (Handle object)) \
    DO(FPDFTextObj_GetTextRenderMode, int, (Handle object)) \
    DO(FPDFPage_GetObject, Handle, (Handle page, int index)) \
    DO(FPDFPageObj_GetClipPath, Handle, (Handle object)) \
    DO(FPDFClipPath_CountPaths, int, (Handle clip)) \
    DO(FPDFPath_GetDrawMode, int, (Handle path, int *filled, int *stroked)) \
    DO(FPDFPageObj_GetBounds, int, (Handle object, float *left, float *bottom, float *right, float *top)) \
    DO(FPDFPageObj_GetFillColor, int, (Handle path, unsigned *red, unsigned *green, unsigned *blue, unsigned *alpha)) \
    DO(FPDFPageObj_GetStrokeColor, int, (Handle path, unsigned *red, unsigned *green, unsigned *blue, unsigned *alpha)) \
    DO(FPDFPath_CountSegments, int, (Handle path)) \
    DO(FPDFPath_GetPathSegment, Handle, (Handle path, int index)) \
    DO(FPDFPathSegment_GetType, int, (Handle segment)) \
    DO(FPDFPathSegment_GetPoint, int, (Handle segment, float *x, float *y))

#define DECLARED(name, result, arguments) static result(*name) arguments;
FUNCTIONS(DECLARED)

#define NAMED(name, result, arguments) {#name, (Handle *)&name},
static const struct { const char *name; Handle *function; } functions[] = {FUNCTIONS(NAMED)};

static PyTypeObject *word; /* parsers.model.content.Word */

static PyObject *connect(PyObject *module, PyObject *address_of)
{
    PyObject *content = PyImport_ImportModule("parsers.model.content");
    Py_XSETREF(word, content == NULL ? NULL : (PyTypeObject *)PyObject_GetAttrString(content, "Word"));
    Py_XDECREF(content);
    if (word == NULL)
        return NULL;
    for (size_t k = 0; k < Py_ARRAY_LENGTH(functions); k++) {
        PyObject *address = PyObject_CallFunction(address_of, "s", functions[k].name);
        if (address == NULL)
            return NULL;
        *functions[k].function = PyLong_AsVoidPtr(address);
        Py_DECREF(address);
        if (*functions[k].function == NULL)
            return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_LookupError, "pdfium has no %s", functions[k].name);
    }
    Py_RETURN_NONE;
}

/* A handle that is given as an int, as None or as a c_void_p. */
static int read_handle(PyObject *given, Handle *handle)
{
    *handle = NULL;
    if (given == Py_None)
        return 1;
    if (PyLong_Check(given)) {
        *handle = PyLong_AsVoidPtr(given);
        return *handle != NULL || !PyErr_Occurred();
    }
    Py_buffer room;
    if (PyObject_GetBuffer(given, &room, PyBUF_SIMPLE) < 0)
        return 0;
    int fits = room.len == sizeof *handle;
    if (fits)
        memcpy(handle, room.buf, sizeof *handle);
    else
        PyErr_SetString(PyExc_TypeError, "no handle");
    PyBuffer_Release(&room);
    return fits;
}

static int read_index(PyObject *given, int *index)
{
    long number = PyLong_AsLong(given);
    *index = (int)number;
    if (*index == number && !(number == -1 && PyErr_Occurred()))
        return 1;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_OverflowError, "no index");
    return 0;
}

static int are_given(Py_ssize_t count, Py_ssize_t wanted)
{
    if (count != wanted)
        PyErr_Format(PyExc_TypeError, "takes %zd arguments, not %zd", wanted, count);
    return count == wanted;
}

/* What `answer` says of each of the characters `given[1]` (a list) of the text `given[0]`, as a list. */
static PyObject *of_characters(PyObject *const *given, Py_ssize_t count, PyObject *(*answer)(Handle, int))
{
    Handle text;
    if (!are_given(count, 2) || !read_handle(given[0], &text))
        return NULL;
    PyObject *characters = PySequence_Fast(given[1], "characters are a sequence");
    if (characters == NULL)
        return NULL;
    PyObject *answers = PyList_New(PySequence_Fast_GET_SIZE(characters));
    for (Py_ssize_t k = 0; answers != NULL && k < PyList_GET_SIZE(answers); k++) {
        int index;
        PyObject *one = read_index(PySequence_Fast_GET_ITEM(characters, k), &index) ? answer(text, index) : NULL;
        if (one == NULL)
            Py_CLEAR(answers);
        else
            PyList_SET_ITEM(answers, k, one);
    }
    Py_DECREF(characters);
    return answers;
}

static PyObject *text_object(Handle text, int index) { return PyLong_FromVoidPtr(FPDFText_GetTextObject(text, index)); }

static PyObject *box_of(Handle text, int index)
{
    LooseBox box = {0};
    FPDFText_GetLooseCharBox(text, index, &box);
    return Py_BuildValue("dddd", box.left, box.top, box.right, box.bottom);
}

static PyObject *right_of(Handle text, int index)
{
    LooseBox box = {0};
    FPDFText_GetLooseCharBox(text, index, &box);
    return PyFloat_FromDouble(box.right);
}

static PyObject *text_objects(PyObject *module, PyObject *const *given, Py_ssize_t count) { return of_characters(given, count, text_object); }
static PyObject *boxes(PyObject *module, PyObject *const *given, Py_ssize_t count) { return of_characters(given, count, box_of); }
static PyObject *rights(PyObject *module, PyObject *const *given, Py_ssize_t count) { return of_characters(given, count, right_of); }

typedef struct {
    Handle font;
    double size;
    int mode;
    struct { Colour colour; float a, b, c, d; } how;
} Setting;

static PyObject *settings(PyObject *module, PyObject *const *given, Py_ssize_t count)
{
    Handle text;
    if (!are_given(count, 2) || !read_handle(given[0], &text))
        return NULL;
    if (!PyDict_Check(given[1]))
        return PyErr_Format(PyExc_TypeError, "text objects and characters are a dict");
    PyObject *answers = PyList_New(0), *shared = NULL, *key, *value;
    Setting before;
    for (Py_ssize_t at = 0; answers != NULL && PyDict_Next(given[1], &at, &key, &value);) {
        Handle object;
        int index;
        PyObject *answer = NULL;
        if (read_handle(key, &object) && read_index(value, &index)) {
            Setting setting;
            Matrix matrix = {0};
            memset(&setting, 0, sizeof setting); /* with what lies between its fields: it is compared as bytes */
            setting.font = FPDFTextObj_GetFont(object);
            setting.size = FPDFText_GetFontSize(text, index);
            setting.mode = FPDFTextObj_GetTextRenderMode(object);
            Colour *colour = &setting.how.colour;
            FPDFText_GetFillColor(text, index, &colour->red, &colour->green, &colour->blue, &colour->alpha);
            FPDFText_GetMatrix(text, index, &matrix);
            memcpy(&setting.how.a, &matrix, 4 * sizeof matrix.a);
            if (shared == NULL || memcmp(&setting, &before, sizeof setting)) { /* mostly as the one before: one tuple for all */
                const char *how = (const char *)&setting.how;
                Py_XSETREF(shared, Py_BuildValue("Ndiy#", PyLong_FromVoidPtr(setting.font), setting.size, setting.mode, how, sizeof setting.how));
                memcpy(&before, &setting, sizeof setting);
            }
            answer = shared == NULL ? NULL : Py_BuildValue("Odd", shared, matrix.e, matrix.f);
        }
        if (answer == NULL || PyList_Append(answers, answer) < 0)
            Py_CLEAR(answers);
        Py_XDECREF(answer);
    }
    Py_XDECREF(shared);
    return answers;
}

static PyObject *page_objects(PyObject *module, PyObject *const *given, Py_ssize_t count)
{
    Handle page;
    int most;
    if (!are_given(count, 2) || !read_handle(given[0], &page) || !read_index(given[1], &most))
        return NULL;
    PyObject *answers = PyList_New(most > 0 ? most : 0);
    for (int k = 0; answers != NULL && k < most; k++) {
        PyObject *one = PyLong_FromVoidPtr(FPDFPage_GetObject(page, k));
        if (one == NULL)
            Py_CLEAR(answers);
        else
            PyList_SET_ITEM(answers, k, one);
    }
    return answers;
}

static PyObject *clipped(PyObject *module, PyObject *given)
{
    PyObject *handles = PySequence_Fast(given, "objects are a sequence"), *answers = PyList_New(0);
    for (Py_ssize_t k = 0; handles != NULL && answers != NULL && k < PySequence_Fast_GET_SIZE(handles); k++) {
        PyObject *item = PySequence_Fast_GET_ITEM(handles, k);
        Handle object;
        if (!read_handle(item, &object) || (FPDFClipPath_CountPaths(FPDFPageObj_GetClipPath(object)) > 0 && PyList_Append(answers, item) < 0))
            Py_CLEAR(answers);
    }
    if (handles == NULL)
        Py_CLEAR(answers);
    Py_XDECREF(handles);
    return answers;
}

/* A colour that is seen; what pdfium has none for, as for a pattern, counts as black. */
static PyObject *seen(int painted, int (*ask)(Handle, unsigned *, unsigned *, unsigned *, unsigned *), Handle path)
{
    Colour colour = {0};
    if (painted && !ask(path, &colour.red, &colour.green, &colour.blue, &colour.alpha))
        colour = (Colour){0, 0, 0, 255};
    return colour.alpha ? Py_BuildValue("III", colour.red, colour.green, colour.blue) : Py_NewRef(Py_None);
}

static PyObject *path_of(PyObject *module, PyObject *given)
{
    Handle path;
    int filled = 0, stroked = 0;
    if (!read_handle(given, &path))
        return NULL;
    if (!FPDFPath_GetDrawMode(path, &filled, &stroked))
        Py_RETURN_NONE;
    float left = 0, bottom = 0, right = 0, top = 0;
    FPDFPageObj_GetBounds(path, &left, &bottom, &right, &top);
    PyObject *fill = seen(filled, FPDFPageObj_GetFillColor, path), *stroke = seen(stroked, FPDFPageObj_GetStrokeColor, path);
    return Py_BuildValue("ddddNNi", left, bottom, right, top, fill, stroke, FPDFPath_CountSegments(path));
}

static PyObject *segments(PyObject *module, PyObject *const *given, Py_ssize_t count)
{
    Handle path;
    int most, step;
    if (!are_given(count, 3) || !read_handle(given[0], &path) || !read_index(given[1], &most) || !read_index(given[2], &step))
        return NULL;
    if (step < 1)
        return PyErr_Format(PyExc_ValueError, "no step");
    PyObject *answers = PyList_New(0);
    for (long k = 0; answers != NULL && k < most; k += step) {
        Handle segment = FPDFPath_GetPathSegment(path, (int)k);
        float x = 0, y = 0;
        FPDFPathSegment_GetPoint(segment, &x, &y);
        PyObject *one = Py_BuildValue("idd", FPDFPathSegment_GetType(segment), x, y);
        if (one == NULL || PyList_Append(answers, one) < 0)
            Py_CLEAR(answers);
        Py_XDECREF(one);
    }
    return answers;
}

#include "_runs.h"

#define QUICK(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}
static PyMethodDef methods[] = {
    {"connect", connect, METH_O, NULL}, QUICK(text_objects), QUICK(boxes), QUICK(rights), QUICK(settings), QUICK(page_objects),
    {"clipped", clipped, METH_O, NULL}, {"path_of", path_of, METH_O, NULL}, QUICK(segments), QUICK(set_out), {0},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_questions", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit__questions(void) { return PyModule_Create(&definition); }
