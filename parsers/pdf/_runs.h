/* Runs of print to words, by how wide their letters are: set_out of questions.py, and a part of _questions.c. The sums are made in the
   order of plain_runs.py, so that each number is the same to its last bit. */

#define FIT 0.5
#define LINE_HYPHEN 0xfffe
#define LETTERS 256 /* that are told from one another fastest */

/* How runs are set, of one style after another. */
typedef struct {
    PyObject *style, *size, *bold, *widths; /* borrowed */
    int plain, turn;
    double em, tall, blank;
    struct { int turn; double width; } letters[LETTERS]; /* good if it is of this turn */
    PyObject *none; /* 0.0 */
    double beyond, width, height;
    int by_line, blanks;
} Type;

static int letter_width(Type *type, Py_UCS4 letter, double *width)
{
    if (letter < LETTERS && type->letters[letter].turn == type->turn) {
        *width = type->letters[letter].width;
        return 1;
    }
    PyObject *text = PyUnicode_FromOrdinal(letter), *known = text == NULL ? NULL : PyObject_GetItem(type->widths, text);
    *width = known == NULL ? 0 : PyFloat_AsDouble(known);
    Py_XDECREF(text);
    Py_XDECREF(known);
    if (PyErr_Occurred())
        return 0;
    if (letter < LETTERS) {
        type->letters[letter].turn = type->turn;
        type->letters[letter].width = *width;
    }
    return 1;
}

/* How wide a run's letters are from one to another, in parts of the size. */
static int width_of(Type *type, PyObject *run, Py_ssize_t begin, Py_ssize_t end, double *width)
{
    double each;
    *width = 0;
    for (Py_ssize_t k = begin; k < end; k++, *width += each)
        if (!letter_width(type, PyUnicode_READ_CHAR(run, k), &each))
            return 0;
    return 1;
}

static int take_style(Type *type, PyObject *style)
{
    if (style == type->style)
        return 1;
    if (!PyTuple_Check(style) || PyTuple_GET_SIZE(style) < 5) {
        PyErr_SetString(PyExc_TypeError, "no style");
        return 0;
    }
    type->style = style;
    type->plain = PyTuple_GET_ITEM(style, 0) == Py_True;
    type->size = PyTuple_GET_ITEM(style, 1);
    type->bold = PyTuple_GET_ITEM(style, 3);
    if (type->widths != PyTuple_GET_ITEM(style, 4))
        type->turn++;
    type->widths = PyTuple_GET_ITEM(style, 4);
    type->tall = PyFloat_AsDouble(type->size);
    type->em = PyFloat_AsDouble(PyTuple_GET_ITEM(style, 2));
    if (PyErr_Occurred() || !letter_width(type, ' ', &type->blank))
        return 0;
    type->blank *= type->em;
    return 1;
}

/* Whether a run ends where its letters' widths say; `length` becomes that of its first word. */
static int fits(Type *type, PyObject *run, Py_ssize_t space, double room, double *length)
{
    Py_ssize_t count = PyUnicode_GET_LENGTH(run);
    double first, rest = 0;
    if (!width_of(type, run, 0, space < 0 ? count : space, &first))
        return 0;
    *length = type->em * first;
    if (space > 0 && type->by_line)
        return 1;
    if (space > 0 && !width_of(type, run, space + 1, count, &rest))
        return 0;
    double over = room - *length - (space > 0 ? type->blank : 0) - (space > 0 ? type->em * rest : 0);
    return -FIT < over && over < FIT;
}

/* Whether a run's first letters are printable, and no blank stands beside another. */
static int is_plain(PyObject *run, Py_ssize_t end)
{
    Py_UCS4 before = 0;
    for (Py_ssize_t k = 0; k < end; k++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(run, k);
        if ((letter == ' ' && before == ' ') || !Py_UNICODE_ISPRINTABLE(letter))
            return 0;
        before = letter;
    }
    return 1;
}

/* A run as a Word, None where it is to be looked at more closely. */
static PyObject *run_as_word(Type *type, Handle text, PyObject *operation, PyObject *placed)
{
    int end;
    if (!PyTuple_Check(operation) || PyTuple_GET_SIZE(operation) != 5 || !PyUnicode_Check(PyTuple_GET_ITEM(operation, 3)))
        return PyErr_Format(PyExc_TypeError, "no operation");
    PyObject *run = PyTuple_GET_ITEM(operation, 3), *place = PyDict_GetItemWithError(placed, PyTuple_GET_ITEM(operation, 0));
    if (place == NULL || !PyTuple_Check(place) || PyTuple_GET_SIZE(place) != 3)
        return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_LookupError, "no place");
    if (!take_style(type, PyTuple_GET_ITEM(place, 0)) || !read_index(PyTuple_GET_ITEM(operation, 2), &end))
        return NULL;
    LooseBox box = {0};
    FPDFText_GetLooseCharBox(text, end, &box);
    double left = PyFloat_AsDouble(PyTuple_GET_ITEM(place, 1)), bottom = PyFloat_AsDouble(PyTuple_GET_ITEM(place, 2));
    double right = box.right + type->beyond, top = bottom - type->tall, length = 0;
    Py_ssize_t count = PyUnicode_GET_LENGTH(run), space = PyUnicode_FindChar(run, ' ', 0, count, 1);
    int hyphen = count > 1 && PyUnicode_READ_CHAR(run, count - 1) == LINE_HYPHEN;
    if (PyErr_Occurred())
        return NULL;
    if (!type->plain || PyTuple_GET_ITEM(operation, 4) != Py_None || bottom <= 0 || top >= type->height || left < 0 || right > type->width
        || !fits(type, run, space, right - left, &length) || (type->blanks && !is_plain(run, count - hyphen)))
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    PyObject *made = word->tp_alloc(word, 10);
    if (made == NULL)
        return NULL;
    double first = left + length;
    PyObject *fields[10] = {
        hyphen ? PyUnicode_Substring(run, 0, count - 1) : Py_NewRef(run), Py_NewRef(PyTuple_GET_ITEM(place, 1)), PyFloat_FromDouble(top),
        PyFloat_FromDouble(right), Py_NewRef(PyTuple_GET_ITEM(place, 2)), Py_NewRef(type->size), Py_NewRef(type->bold),
        space > 0 ? PyFloat_FromDouble(first) : Py_NewRef(type->none), space > 0 ? PyFloat_FromDouble(first + type->blank) : Py_NewRef(type->none),
        PyUnicode_FromStringAndSize("-", hyphen),
    };
    for (int k = 0; k < 10; k++) {
        if (fields[k] == NULL)
            Py_CLEAR(made);
        if (made != NULL)
            PyTuple_SET_ITEM(made, k, fields[k]);
        else
            Py_XDECREF(fields[k]);
    }
    return made;
}

static PyObject *set_out(PyObject *module, PyObject *const *given, Py_ssize_t count)
{
    Handle text;
    Type type = {.none = NULL};
    if (!are_given(count, 6) || !read_handle(given[0], &text) || !PyArg_ParseTuple(given[3], "ddd", &type.beyond, &type.width, &type.height))
        return NULL;
    if (!PyDict_Check(given[2]))
        return PyErr_Format(PyExc_TypeError, "places are a dict");
    type.by_line = PyObject_IsTrue(given[4]), type.blanks = PyObject_IsTrue(given[5]), type.none = PyFloat_FromDouble(0);
    PyObject *operations = PySequence_Fast(given[1], "operations are a sequence");
    PyObject *answers = operations == NULL || type.none == NULL ? NULL : PyList_New(PySequence_Fast_GET_SIZE(operations));
    for (Py_ssize_t k = 0; answers != NULL && k < PyList_GET_SIZE(answers); k++) {
        PyObject *one = run_as_word(&type, text, PySequence_Fast_GET_ITEM(operations, k), given[2]);
        if (one == NULL)
            Py_CLEAR(answers);
        else
            PyList_SET_ITEM(answers, k, one);
    }
    Py_XDECREF(operations);
    Py_XDECREF(type.none);
    return answers;
}
