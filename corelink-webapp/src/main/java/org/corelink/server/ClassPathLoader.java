package org.corelink.server;

import java.beans.PropertyChangeListener;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;

/**
 * Lets the application use the class loader of the server itself: one flat class path, so that classes are found once,
 * and an ahead-of-time cache of the JVM covers them all. Nothing is ever reloaded.
 */
final class ClassPathLoader implements Loader {
    private final ClassLoader classes = new UnsearchedClassPath(ClassPathLoader.class.getClassLoader());
    private Context context;

    @Override
    public ClassLoader getClassLoader() {
        return classes;
    }

    @Override
    public Context getContext() {
        return context;
    }

    @Override
    public void setContext(Context context) {
        this.context = context;
    }

    @Override
    public boolean getDelegate() {
        return true;
    }

    @Override
    public void setDelegate(boolean delegate) {
        throw new UnsupportedOperationException("there is one class path only");
    }

    @Override
    public boolean modified() {
        return false;
    }

    @Override
    public void backgroundProcess() {
        // Nothing to watch.
    }

    @Override
    public void addPropertyChangeListener(PropertyChangeListener listener) {
        // No property ever changes.
    }

    @Override
    public void removePropertyChangeListener(PropertyChangeListener listener) {
        // None was kept.
    }
}
