/** A paper as one cites it. */
export interface Paper {
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
}

export const lecun1998: Paper = {
  authors: 'LeCun, Bottou, Bengio, Haffner',
  title: 'Gradient-based learning applied to document recognition',
  venue: 'Proceedings of the IEEE 86 (11), 1998',
};

export const hinton2006: Paper = {
  authors: 'Hinton, Salakhutdinov',
  title: 'Reducing the dimensionality of data with neural networks',
  venue: 'Science 313, 2006',
};

export const hintonOsindero2006: Paper = {
  authors: 'Hinton, Osindero, Teh',
  title: 'A fast learning algorithm for deep belief nets',
  venue: 'Neural Computation 18 (7), 2006',
};

export const fukushima1980: Paper = {
  authors: 'Fukushima',
  title:
    'Neocognitron: a self-organizing neural network model for a mechanism of pattern recognition unaffected by shift in position',
  venue: 'Biological Cybernetics 36, 1980',
};

export const krizhevsky2012: Paper = {
  authors: 'Krizhevsky, Sutskever, Hinton',
  title: 'ImageNet classification with deep convolutional neural networks',
  venue: 'NIPS 2012',
};

export const krizhevsky2014: Paper = {
  authors: 'Krizhevsky',
  title: 'One weird trick for parallelizing convolutional neural networks',
  venue: 'arXiv 1404.5997, 2014',
};

export const simonyan2014: Paper = {
  authors: 'Simonyan, Zisserman',
  title: 'Very deep convolutional networks for large-scale image recognition',
  venue: 'ICLR 2015',
};

export const szegedy2014: Paper = {
  authors: 'Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich',
  title: 'Going deeper with convolutions',
  venue: 'CVPR 2015',
};

export const he2015: Paper = {
  authors: 'He, Zhang, Ren, Sun',
  title: 'Deep residual learning for image recognition',
  venue: 'CVPR 2016',
};

export const szegedy2015: Paper = {
  authors: 'Szegedy, Vanhoucke, Ioffe, Shlens, Wojna',
  title: 'Rethinking the Inception architecture for computer vision',
  venue: 'CVPR 2016',
};

export const chollet2016: Paper = {
  authors: 'Chollet',
  title: 'Xception: deep learning with depthwise separable convolutions',
  venue: 'CVPR 2017',
};

export const howard2017: Paper = {
  authors: 'Howard, Zhu, Chen, Kalenichenko, Wang, Weyand, Andreetto, Adam',
  title: 'MobileNets: efficient convolutional neural networks for mobile vision applications',
  venue: 'arXiv 1704.04861, 2017',
};

export const sandler2018: Paper = {
  authors: 'Sandler, Howard, Zhu, Zhmoginov, Chen',
  title: 'MobileNetV2: inverted residuals and linear bottlenecks',
  venue: 'CVPR 2018',
};

export const huang2016: Paper = {
  authors: 'Huang, Liu, van der Maaten, Weinberger',
  title: 'Densely connected convolutional networks',
  venue: 'CVPR 2017',
};

export const masci2011: Paper = {
  authors: 'Masci, Meier, Ciresan, Schmidhuber',
  title: 'Stacked convolutional auto-encoders for hierarchical feature extraction',
  venue: 'ICANN 2011',
};

export const kim2014: Paper = {
  authors: 'Kim',
  title: 'Convolutional neural networks for sentence classification',
  venue: 'EMNLP 2014',
};

export const ronneberger2015: Paper = {
  authors: 'Ronneberger, Fischer, Brox',
  title: 'U-Net: convolutional networks for biomedical image segmentation',
  venue: 'MICCAI 2015',
};

export const hochreiter1997: Paper = {
  authors: 'Hochreiter, Schmidhuber',
  title: 'Long short-term memory',
  venue: 'Neural Computation 9(8), 1997',
};
