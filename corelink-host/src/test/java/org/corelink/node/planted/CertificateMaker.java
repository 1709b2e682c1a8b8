package org.corelink.node.planted;

import org.bouncycastle.cert.X509CertificateHolder;

record CertificateMaker(X509CertificateHolder certificate) {}
