package io.leadfluss.rules;

/** A file that should hold a table cannot be read beyond a place in it. */
public class NotXml extends IllegalArgumentException {

    private final transient Object[] place;

    public NotXml(String file, int line, int column) {
        super(file + " cannot be read as XML beyond line " + line + ", column " + column);
        this.place = new Object[] {file, line, column};
    }

    /** File, line and column, for a sentence of a page. */
    public Object[] place() {
        return place;
    }
}
